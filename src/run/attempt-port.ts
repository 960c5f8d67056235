import type { LogLine, SessionPort, SessionReply } from "../model/executor.ts";
import { isOver, type View } from "../model/view.ts";
import type { Recorder } from "./recorder.ts";

export interface AttemptPortOptions {
  readonly stage: string;
  readonly attempt: number;
  readonly reply: (reply: SessionReply) => void;
  readonly recorder: Recorder;
  readonly view: View;
}

/** Where the answers and lines of one attempt go, until its stage is over. */
export class AttemptPort implements SessionPort {
  readonly #options: AttemptPortOptions;

  constructor(options: AttemptPortOptions) {
    this.#options = options;
  }

  reply(answer: SessionReply): boolean {
    if (!this.#isOpen()) return false;
    this.#options.reply(answer);
    return true;
  }

  log(line: LogLine): boolean {
    if (!this.#isOpen()) return false;
    const { stage, attempt, recorder } = this.#options;
    recorder.log({ stage, attempt, ...line });
    return true;
  }

  progress(data: unknown): void {
    const { stage, attempt, recorder } = this.#options;
    if (this.#isOpen()) recorder.progress(stage, attempt, data);
  }

  leaked(): void {
    const { stage, attempt, recorder, view } = this.#options;
    if (view.finishedAt === undefined) recorder.record({ type: "stage.leaked", stage, attempt });
  }

  #isOpen(): boolean {
    const { stage, view } = this.#options;
    const current = view.stages.get(stage);
    return current !== undefined && !isOver(current);
  }
}
