import Queue from "yocto-queue";
import type { RunEvent } from "../../model/run-event.ts";
import { logText } from "../text/log-text.ts";

/** So many lines of each stage are kept in case that it fails. */
const MAX_LINES = 10;

/** The newest lines of the stages that are not over. */
export class StageLogs {
  readonly #logs = new Map<string, Queue<string>>();

  keep(event: RunEvent): void {
    if (event.type === "stage.finished" && event.status !== "failed") this.#logs.delete(event.stage);
    if (event.type !== "log" || event.stage === undefined) return;
    const log = this.#logs.get(event.stage) ?? new Queue<string>();
    this.#logs.set(event.stage, log);
    for (const line of logText(event).split("\n")) {
      log.enqueue(line);
      if (log.size > MAX_LINES) log.dequeue();
    }
  }

  /** The lines of a stage, the oldest first; they are kept no longer. */
  take(stage: string): readonly string[] {
    const log = this.#logs.get(stage);
    this.#logs.delete(stage);
    return log === undefined ? [] : [...log];
  }
}
