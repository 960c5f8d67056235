import { AsyncResource } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import type { RunEvent } from "../../model/run-event.ts";
import type { Around } from "../../model/tracing.ts";
import type { View } from "../../model/view.ts";
import type { Reporter, ReporterOutput } from "../../report/reporter.ts";
import type { HostProcess } from "../cli-io.ts";
import { unlessIdle } from "../process/unless-idle.ts";
import type { Output } from "./output.ts";

/** A reporter at work. */
export interface OpenReporter {
  readonly name: string;
  readonly reporter: Reporter;
  /** All that it writes to. */
  readonly outputs: readonly Output[];
}

/** So long reporters may take for what they do when the run has ended. */
const PATIENCE_MS = 30_000;

/** Hands events to reporters. One that throws, or whose output fails, is dropped; the others go on. */
export interface ReporterFeed {
  /** Never throws. */
  next(event: RunEvent, view: View, line: string): void;
  /** Time has passed. Never throws. */
  tick(now: number): void;
  /** Lets something else write to the terminal, beside what is drawn there. */
  aside(write: () => void): void;
  /** Calls a function of a stage with all that reporters have around it. */
  readonly around: Around;
  /** Whether every reporter has told of the end, and no output has failed; it may still be on its way to a slow reader. */
  isWhole(): boolean;
  /** Called after the last event; resolves when all is written, with whether every report is whole. */
  finish(): Promise<"whole" | "incomplete">;
}

export interface ReporterFeedOptions {
  readonly host: HostProcess;
  /** Where it is told that a reporter failed; an output tells of its failure itself. */
  readonly stderr: ReporterOutput;
}

export function createReporterFeed(
  reporters: readonly OpenReporter[],
  { host, stderr }: ReporterFeedOptions,
): ReporterFeed {
  let live = reporters;
  let picture: View | undefined;
  let state: "reporting" | "reported" = "reporting";
  // What reporters start is their own, also where the event is one of a stage.
  const outside = new AsyncResource("stagewright.reporters");
  const drop = (reporter: OpenReporter, error: unknown) => {
    live = live.filter((other) => other !== reporter);
    stderr.write(`stagewright: the reporter ${reporter.name} failed and is left out: ${inspect(error)}\n`);
  };
  /** Calls a hook of each reporter that is still whole. */
  const each = (call: (reporter: Reporter) => unknown) => {
    for (const reporter of live) {
      if (hasFailed(reporter)) continue;
      try {
        const result = call(reporter.reporter);
        if (result instanceof Promise) result.catch((error: unknown) => drop(reporter, error));
      } catch (error) {
        drop(reporter, error);
      }
    }
  };
  const end = async (reporter: OpenReporter) => {
    try {
      if (picture !== undefined) await reporter.reporter.onEnd?.(picture);
    } catch (error) {
      drop(reporter, error);
    }
  };
  const endAll = async () => {
    const open = new Set(live);
    // All are called before any is awaited: one that never ends costs no other its report.
    const ends = Promise.all([...open].map((reporter) => end(reporter).then(() => open.delete(reporter))));
    await unlessIdle(host, Promise.race([ends, delay(PATIENCE_MS, undefined, { ref: false })]));
    for (const reporter of open) drop(reporter, new Error("its onEnd does not come to an end"));
    state = "reported";
  };
  const isWhole = () => state === "reported" && live.length === reporters.length && !live.some(hasFailed);
  return {
    next(event, view, line) {
      picture = view;
      outside.runInAsyncScope(each, undefined, (reporter: Reporter) => reporter.onEvent?.(event, view, line));
    },
    tick(now) {
      const view = picture;
      if (view !== undefined && view.finishedAt === undefined) each((reporter) => reporter.onTick?.(view, now));
    },
    aside(write) {
      // Only one draws: two would write into one another.
      const drawing = live.find(({ reporter }) => reporter.aside !== undefined);
      let state: "unwritten" | "written" = "unwritten";
      const writeOnce = () => {
        if (state === "written") return;
        state = "written";
        write();
      };
      try {
        drawing?.reporter.aside?.(writeOnce);
      } catch (error) {
        if (drawing !== undefined) drop(drawing, error);
      }
      writeOnce();
    },
    around: (call, callback) =>
      live.reduce((inner, { reporter: { around } }) => (around ? () => around(call, inner) : inner), callback)(),
    isWhole,
    async finish() {
      await endAll();
      await Promise.all(reporters.flatMap(({ outputs }) => outputs.map((output) => output.finish())));
      return isWhole() ? "whole" : "incomplete";
    },
  };
}

function hasFailed({ outputs }: OpenReporter): boolean {
  return outputs.some(({ state }) => state === "failed");
}
