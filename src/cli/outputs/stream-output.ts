import type { Writable } from "node:stream";
import type { OnOutputFailure, Output } from "./output.ts";

/**
 * An output over a stream such as stdout. A reader that has gone (`EPIPE`) is a
 * failure of this output; nobody listening, it would end the process.
 *
 * It keeps the stream's own `write`: what stages write is captured in its place.
 */
export function createStreamOutput(stream: Writable, onFailure: OnOutputFailure): Output {
  const write = stream.write.bind(stream) as (text: string, callback?: () => void) => boolean;
  let state: Output["state"] = "open";
  stream.on("error", (error) => {
    if (state === "failed") return;
    state = "failed";
    onFailure(error);
  });
  return {
    get state() {
      return state;
    },
    write(text) {
      if (state === "open") write(text);
    },
    async finish() {
      if (state === "failed") return;
      // A pipe takes at once what it can hold, and the rest when it has been read.
      await new Promise<void>((resolve) => {
        stream.once("error", () => resolve());
        write("", () => resolve());
      });
    },
  };
}
