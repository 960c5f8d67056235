import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCli } from "../helpers/cli-process.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";
import { startInTerminal, type TerminalOptions } from "../helpers/terminal.ts";

/** A stage that goes on once there is a file `go`. */
const WAIT = `
  import { existsSync } from "node:fs";
  import { setTimeout as delay } from "node:timers/promises";
  export async function go() { while (!existsSync("go")) await delay(5); }
`;

const STAGES = {
  "stages/_wait.mjs": WAIT,
  "stages/database.mjs":
    'export const keep = "dependents"; export const setup = () => {}; export const teardown = () => {};',
  "stages/api.mjs": `
    import { go } from "./_wait.mjs";
    export const dependencies = ["database"];
    export async function run() {
      console.log("listening on 8080");
      await go();
      throw new Error("GET / answered 500");
    }
  `,
  "stages/browser.mjs": 'export const dependencies = ["api"]; export const run = () => {};',
};

async function watch(options: Omit<TerminalOptions, "cwd">) {
  const cwd = await writeTempFolder(STAGES);
  const session = startInTerminal(["run", "--concurrency", "2"], { cwd, ...options });
  onTestFinished(() => session.kill());
  return { session, go: () => writeFile(join(cwd, "go"), "") };
}

test.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])("a person at a terminal of $columns × $rows sees what runs, then what failed and what came of it", async (size) => {
  const { session, go } = await watch(size);
  const during = await session.shows((screen) => screen.includes("listening"));
  expect(during).toMatch(/^. api +run +\d+ms +listening on 8080$/m);
  expect(during).toMatch(/^● serving: database$/m);
  expect(during).toMatch(/^░+ 0\/3 +00:0\d\.\d$/m);
  await go();
  const { code, screen } = await session.end;
  expect(code).toBe(1);
  expect(screen).not.toContain("░");
  expect(screen).toMatch(/^✗ api failed after /m);
  expect(screen).toMatch(/^ +│ > 7 \| +throw new Error\("GET \/ answered 500"\);$/m);
  expect(screen).toMatch(/^ +↷ skipped because of it: browser$/m);
  expect(screen).toMatch(/^Torn down\n {2}✓ database$/m);
  expect(screen.trimEnd().split("\n").at(-1)).toMatch(/^✗ .* failed after .*: 1 passed, 1 failed, 1 skipped$/);
});

test("a person presses Ctrl-C, is told what happens, and no picture is left", async () => {
  const { session } = await watch({ columns: 80, rows: 24 });
  await session.shows((screen) => screen.includes("listening"));
  session.type("\u0003");
  await session.shows((screen) => screen.includes("send it again"));
  session.type("\u0003");
  const { code, screen } = await session.end;
  expect(code).toBe(130);
  expect(screen).toContain("stopping at once: SIGINT");
  expect(screen).not.toContain("░");
});

test("what stages write is theirs: it stands in the log, and in no report on stdout", async () => {
  const cwd = await writeTempFolder({
    "stages/noisy.mjs": `
      console.log("loaded");
      export function run({ log }) {
        process.stdout.write("no end of line");
        setTimeout(() => console.error("late"), 1);
        return new Promise((resolve) => setTimeout(resolve, 20));
      }
    `,
    "stages/child.mjs": `
      import { spawn } from "node:child_process";
      import { once } from "node:events";
      export async function run({ log }) {
        const child = spawn(process.execPath, ["-e", "console.log('from a child')"]);
        log(child.stdout);
        await once(child, "close");
      }
    `,
  });
  const { code, stdout, stderr } = await runCli(["run", "--reporter", "ndjson"], { cwd });
  const logs = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === "log");
  expect(logs.map(({ stage, level, message }) => [stage, level, message]).toSorted()).toEqual([
    ["child", "info", "from a child"],
    ["noisy", "info", "no end of line"],
    ["noisy", "warn", "late"],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "loaded\n" });
});

test("a module of one's own is a reporter", async () => {
  const cwd = await writeTempFolder({
    "stages/a.mjs": "export const run = () => {};",
    "dots.mjs": `
      export default ({ output }) => ({
        onEvent: (event) => { if (event.type === "stage.finished") output.write("."); console.log("seen"); },
        onEnd: (view) => output.write(view.state),
      });
    `,
    "broken.mjs": "export default 1;",
  });
  const { code, stdout } = await runCli(["run", "--reporter", "./dots.mjs=dots.txt", "--reporter", "./dots.mjs"], {
    cwd,
  });
  expect({ code, stdout: stdout.replaceAll("seen\n", "") }).toEqual({ code: 0, stdout: ".passed" });
  const refused = await runCli(["run", "--reporter", "./broken.mjs", "--reporter", "./gone.mjs=x"], { cwd });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("--reporter ./broken.mjs: expected the module's default export to be a function");
  expect(refused.stderr).toContain("--reporter ./gone.mjs: ");
});
