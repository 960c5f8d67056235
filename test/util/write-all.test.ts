import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { writeAll } from "../../src/util/write-all.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

vi.mock("node:fs", { spy: true });

test("a text is written whole where the system takes a few bytes of it at a time, also within a character", async () => {
  const actual = await vi.importActual<typeof import("node:fs")>("node:fs");
  const text = "añ€🎭z";
  const path = join(await writeTempFolder({}), "text");
  const file = openSync(path, "w");
  vi.mocked(writeSync).mockImplementation((descriptor: number, data: unknown, offset: unknown = 0) => {
    const bytes = Buffer.from(data as string).subarray(Number(offset));
    return actual.writeSync(descriptor, bytes.subarray(0, 2));
  });
  writeAll(file, text);
  closeSync(file);
  expect(readFileSync(path, "utf8")).toBe(text);
  expect(vi.mocked(writeSync).mock.calls.length).toBe(6);
});
