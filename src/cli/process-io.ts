import type { WriteStream } from "node:tty";
import isUnicodeSupported from "is-unicode-supported";
import type { CliIo, Terminal } from "./cli-io.ts";
import type { OnOutputFailure } from "./outputs/output.ts";
import { createStreamOutput } from "./outputs/stream-output.ts";

/** The real process. */
export function createProcessIo(process: NodeJS.Process): CliIo {
  // Nobody is left to tell of a stderr that has failed.
  const stderr = createTerminal(process.stderr, () => {});
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: createTerminal(process.stdout, ({ message }) => {
      stderr.write(`stagewright: cannot write to stdout: ${message}\n`);
    }),
    stderr,
    unicode: isUnicodeSupported(),
    host: process,
  };
}

function createTerminal(stream: WriteStream, onFailure: OnOutputFailure): Terminal {
  const output = createStreamOutput(stream, onFailure);
  return {
    write: output.write,
    finish: output.finish,
    get state() {
      return output.state;
    },
    // Of a file or a pipe all three are undefined, whatever their types say.
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    get rows() {
      return stream.rows;
    },
  };
}
