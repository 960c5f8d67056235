import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/util/make-folder.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

test("a folder is made with all that it is in, and may be there already", async () => {
  const path = join(await writeTempFolder({}), "a", "b", "c");
  for (const _ of ["new", "there"]) makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test("where no folder can be, the error of the system is thrown at once", async () => {
  const folder = await writeTempFolder({ file: "" });
  expect(() => makeFolder(join(folder, "file"))).toThrow("EEXIST");
  expect(() => makeFolder(join(folder, "file", "a"))).toThrow("ENOTDIR");
  expect(() => makeFolder("/proc/stagewright/a")).toThrow("ENOENT");
});
