import Queue from "yocto-queue";
import type { RunEvent } from "../../model/run-event.ts";
import { logText } from "../text/log-text.ts";
import { LogTail } from "./log-tail.ts";

/** So many characters of all logs together are kept for the report. */
const MAX_CHARS = 16 * 1024 * 1024;

/**
 * The newest lines of the log of each stage and of the run, within a bound for
 * all of them: where there is more, the stages that passed first give theirs up.
 */
export class LogTails {
  readonly #maxChars: number;
  readonly #tails = new Map<string | undefined, LogTail>();
  readonly #passed = new Queue<LogTail>();
  readonly #failed = new Queue<LogTail>();
  #chars = 0;

  constructor(maxChars: number = MAX_CHARS) {
    this.#maxChars = maxChars;
  }

  keep(event: RunEvent): void {
    if (event.type === "log") this.#add(event.stage, logText(event));
    else if (event.type === "stage.finished") {
      const tail = this.#tails.get(event.stage);
      if (tail !== undefined) (event.status === "failed" ? this.#failed : this.#passed).enqueue(tail);
    }
  }

  /** What is kept of the log of a stage; of the run's where no stage is named. */
  textOf(stage?: string): string | undefined {
    return this.#tails.get(stage)?.toString();
  }

  #add(stage: string | undefined, line: string): void {
    const tail = this.#tails.get(stage) ?? new LogTail();
    this.#tails.set(stage, tail);
    this.#chars -= tail.chars;
    tail.add(line);
    this.#chars += tail.chars;
    while (this.#chars > this.#maxChars) {
      const spare = this.#passed.dequeue() ?? this.#failed.dequeue();
      // Those of the stages that are active are few.
      if (spare === undefined) return;
      this.#chars -= spare.chars;
      spare.drop();
    }
  }
}
