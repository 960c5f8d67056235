import { StringDecoder } from "node:string_decoder";
import { currentStageScope, type StageScope } from "../../execute/stage-scope.ts";
import type { LogLine } from "../../model/executor.ts";
import type { CliIo, HostStream } from "../cli-io.ts";

/** Gets a line that no stage has written, or one that is over. Returns false where there is no run to tell of it. */
export type OnLine = (line: LogLine) => boolean;

export interface OutputCapture extends Disposable {
  /** Does something whose own writing is not captured: what a reporter writes of a line would be a line again. */
  aside(action: () => void): void;
}

/**
 * Takes what code in this process writes to stdout and stderr, with `console` or
 * by itself, until it is disposed: a stage's lines become its log, so that those
 * of parallel stages can be told apart and tear no report. Lines on stderr are
 * warnings. What nobody takes goes to stderr.
 */
export function captureOutput({ host, stderr }: Pick<CliIo, "host" | "stderr">, onLine: OnLine): OutputCapture {
  let state: "capturing" | "aside" = "capturing";
  const tell = (scope: StageScope | undefined, line: LogLine) => {
    if (scope?.log(line) !== true && !onLine(line)) stderr.write(`${line.message}\n`);
  };
  const isOn = () => state === "capturing";
  const captures = [
    captureStream(host.stdout, { isOn, onLine: (scope, message) => tell(scope, { level: "info", message }) }),
    captureStream(host.stderr, { isOn, onLine: (scope, message) => tell(scope, { level: "warn", message }) }),
  ];
  return {
    aside(action) {
      const before = state;
      state = "aside";
      try {
        action();
      } finally {
        state = before;
      }
    },
    [Symbol.dispose]() {
      for (const capture of captures) capture[Symbol.dispose]();
    },
  };
}

interface CaptureOptions {
  readonly isOn: () => boolean;
  readonly onLine: (scope: StageScope | undefined, line: string) => void;
}

function captureStream(stream: HostStream, { isOn, onLine }: CaptureOptions): Disposable {
  const { write } = stream;
  const outside = new LineBuffer((line) => onLine(undefined, line));
  const buffers = new WeakMap<StageScope, LineBuffer>();
  const bufferOf = (scope: StageScope) => {
    const known = buffers.get(scope);
    if (known !== undefined) return known;
    const buffer = new LineBuffer((line) => onLine(scope, line));
    buffers.set(scope, buffer);
    scope.onClose(() => buffer.close());
    return buffer;
  };
  const capture = (chunk: string | Uint8Array, encodingOrDone?: unknown, done?: unknown): boolean => {
    if (!isOn()) return (write as (...parts: unknown[]) => boolean).call(stream, chunk, encodingOrDone, done);
    const scope = currentStageScope();
    const buffer = scope === undefined ? outside : bufferOf(scope);
    buffer.add(chunk, typeof encodingOrDone === "string" ? (encodingOrDone as BufferEncoding) : undefined);
    const callback = typeof encodingOrDone === "function" ? encodingOrDone : done;
    if (typeof callback === "function") process.nextTick(callback as () => void);
    return true;
  };
  stream.write = capture;
  return {
    [Symbol.dispose]() {
      stream.write = write;
      outside.close();
    },
  };
}

/** Makes lines of pieces of text. */
class LineBuffer {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  #rest = "";
  #state: "open" | "closed" = "open";

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  add(chunk: string | Uint8Array, encoding: BufferEncoding = "utf8"): void {
    const isText = typeof chunk === "string" && (encoding === "utf8" || encoding === "utf-8");
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    const lines = `${this.#rest}${isText ? chunk : this.#decoder.write(bytes)}`.split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#onLine(line);
    if (this.#state === "closed") this.#flush();
  }

  /** From now on what has no end of line is a line all the same. */
  close(): void {
    this.#state = "closed";
    this.#flush();
  }

  #flush(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = "";
    if (rest !== "") this.#onLine(rest);
  }
}
