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

/** A line that goes on for longer is told in pieces. */
const MAX_LINE = 8_192;

/** Makes lines of pieces of text. What is written over again, after a lone carriage return, is a line each time. */
class LineBuffer {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  /** The beginning of a line, in pieces: to join them at each of them would be quadratic. */
  #rest: string[] = [];
  #restLength = 0;
  #lastSign = "";
  #state: "open" | "closed" = "open";

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  add(chunk: string | Uint8Array, encoding: BufferEncoding = "utf8"): void {
    const isText = typeof chunk === "string" && (encoding === "utf8" || encoding === "utf-8");
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    const text = isText ? chunk : this.#decoder.write(bytes);
    // A line break of two signs may come in two pieces.
    const isSecondHalf = this.#lastSign === "\r" && text.startsWith("\n");
    const lines = (isSecondHalf ? text.slice(1) : text).split(/\r\n|[\r\n]/);
    this.#lastSign = text.at(-1) ?? this.#lastSign;
    const rest = lines.pop() ?? "";
    for (const line of lines) this.#endLine(line);
    this.#rest.push(rest);
    this.#restLength += rest.length;
    if (this.#state === "closed" || this.#restLength > MAX_LINE) this.#flush();
  }

  /** From now on what has no end of line is a line all the same. */
  close(): void {
    this.#state = "closed";
    this.#flush();
  }

  #flush(): void {
    const end = this.#state === "closed" ? this.#decoder.end() : "";
    if (this.#restLength + end.length > 0) this.#endLine(end);
  }

  #endLine(end: string): void {
    const line = this.#rest.join("") + end;
    this.#rest = [];
    this.#restLength = 0;
    this.#onLine(line);
  }
}
