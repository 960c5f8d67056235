import { writeSync } from "node:fs";

/** Writes all of a text to a file, also where the system takes less of it at a time. */
export function writeAll(descriptor: number, text: string): void {
  // Node encodes a string by itself, without a buffer of ours.
  let written = writeSync(descriptor, text);
  if (written === Buffer.byteLength(text)) return;
  const bytes = Buffer.from(text);
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
