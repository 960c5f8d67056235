import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = new URL("../..", import.meta.url).pathname;
const { devDependencies, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

let folder: string;
let tarball: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stagewright-package-"));
  const options = ["--ignore-scripts", "--pack-destination", folder];
  const name = execFileSync("npm", ["pack", ...options], { cwd: root, encoding: "utf8", stdio: "pipe" });
  tarball = join(folder, name.trim());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("holds only what users need", () => {
  const files = execFileSync("tar", ["tzf", tarball], { encoding: "utf8" }).trim().split("\n");
  const odd = files.filter(
    (file) =>
      !/^package\/(dist\/(types\/.*\.d\.ts|(chunks\/)?[\w-]+\.js|THIRD_PARTY_NOTICES\.txt)|docs\/(reference\/)?[\w-]+\.(md|svg)|package\.json|README\.md|LICENSE)$/.test(
        file,
      ),
  );
  expect(odd).toEqual([]);
});

it.each([
  ["publint", ["run", "--strict"]],
  ["attw", ["--profile", "esm-only"]],
])("is a sound package by the word of %s", { timeout: 60_000 }, (linter, options) => {
  const { status, stdout } = spawnSync(join(root, "node_modules/.bin", linter), [...options, tarball], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toMatchObject({ status: 0 });
});

it("runs the sample where it is installed in an empty folder", { timeout: 240_000 }, () => {
  const npm = (...args: string[]) => execFileSync("npm", args, { cwd: folder, stdio: "pipe" });
  npm("init", "--yes");
  npm(
    ...["install", "--no-audit", "--no-fund", "--prefer-offline", tarball],
    ...[`@electric-sql/pglite@${devDependencies["@electric-sql/pglite"]}`, `zod@${dependencies.zod}`],
  );
  cpSync(join(root, "stages"), join(folder, "stages"), { recursive: true });
  const output = execFileSync("npx", ["stagewright", "run", "stages"], { cwd: folder, encoding: "utf8" });
  expect(output).toContain("8 passed (1 flaky), 1 failed but optional");

  const { status, stderr } = spawnSync("npx", ["stagewright", "run", "stages", "--reporter", "otel"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stderr).toContain(
    "bad-option: --reporter otel: needs the package @opentelemetry/api, which is not installed: npm install @opentelemetry/api\n",
  );
  expect(status).toBe(2);
});
