/** All runs of the service: starts them, finds them wherever they are, and stops them with every teardown. */
import { take } from "rxjs";
import {
  type EventStream,
  eventStream,
  type Report,
  type Run,
  type StageDefinition,
  startRun,
  type View,
} from "stagewright";
import { PastRuns, type Summary } from "./past-runs.ts";

interface LiveRun {
  readonly run: Run;
  /** The current picture: one object for as long as the run lives. */
  readonly view: View;
  readonly events: EventStream;
  /** Many may ask a run to stop. Aborted again it still waits for every teardown; a second `run.cancel` would not. */
  readonly stop: AbortController;
}

export interface RunsOptions {
  /** Folder of the journals. Nobody else writes to it. */
  readonly journal: string;
  /** So many events of a live run are kept for clients that lag. */
  readonly history: number;
}

export class Runs {
  readonly #options: RunsOptions;
  readonly #live = new Map<string, LiveRun>();
  readonly #past: PastRuns;

  constructor(options: RunsOptions) {
    this.#options = options;
    this.#past = new PastRuns(options.journal);
  }

  start(pipeline: string, stages: readonly StageDefinition[]): Run {
    const { journal, history } = this.#options;
    const stop = new AbortController();
    const run = startRun({ pipeline, stages, journal, signal: stop.signal });
    // In the turn in which the run starts, so that no event is missed.
    const events = eventStream(run, { history });
    // The picture as it is now comes at once, and goes on changing.
    run.view$.pipe(take(1)).subscribe((view) => this.#live.set(run.id, { run, view, events, stop }));
    run.report.then(() => this.#live.delete(run.id));
    return run;
  }

  /** The newest first. */
  list(): readonly Summary[] {
    const summaries = this.#past.ids().map((id) => {
      const live = this.#live.get(id);
      return live === undefined ? this.#past.summary(id) : summaryOf(live);
    });
    return summaries.toSorted((a, b) => b.startedAt - a.startedAt);
  }

  /** A run's report or, while it lives, what is known of it so far. */
  find(id: string): Report | (Summary & { readonly stages: readonly object[] }) | undefined {
    const live = this.#live.get(id);
    if (live === undefined) return this.#past.report(id);
    const stages = [...live.view.stages].map(([name, { state }]) => ({ name, status: state }));
    return { ...summaryOf(live), stages };
  }

  events(id: string): EventStream | undefined {
    return this.#live.get(id)?.events ?? this.#past.events(id);
  }

  /** Returns false where no such run lives. */
  cancel(id: string, reason: string): boolean {
    const live = this.#live.get(id);
    live?.stop.abort(reason);
    return live !== undefined;
  }

  /** Resolves after the last teardown of the last run. */
  async close(reason: string): Promise<void> {
    const live = [...this.#live.values()];
    for (const { stop } of live) stop.abort(reason);
    await Promise.all(live.map(({ run }) => run.report));
  }
}

function summaryOf({ run, view }: LiveRun): Summary {
  return { runId: run.id, status: view.state, startedAt: view.startedAt };
}
