import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { writeTempFolder } from "../../helpers/temp-folder.ts";
import { type ExampleProcess, ROOT, startNode } from "./example-process.ts";

interface Suite extends ExampleProcess {
  /** What its environment has left in the system's temporary folder. */
  leftovers(): Promise<readonly string[]>;
}

const EXAMPLE = "examples/vitest-global-setup";

async function startSuite(root: string, given?: { readonly tmp: string }): Promise<Suite> {
  const tmp = given?.tmp ?? (await writeTempFolder({}));
  const suite = startNode(["node_modules/vitest/vitest.mjs", "run", "--root", root], { TMPDIR: tmp, NO_COLOR: "1" });
  return { ...suite, leftovers: async () => (await readdir(tmp)).filter((name) => name.startsWith("orders-")) };
}

/** A suite with the example's global set-up, and this as its only test's function. */
async function startSuiteOf(testFunction: string): Promise<Suite> {
  const test = { globals: true, globalSetup: `${ROOT}${EXAMPLE}/global-setup.ts`, include: ["it.test.mjs"] };
  const root = await writeTempFolder({
    "vitest.config.mjs": `export default ${JSON.stringify({ test })};`,
    "it.test.mjs": `import { readdirSync, rmSync } from "node:fs";\ntest("it", ${testFunction});`,
  });
  return startSuite(root);
}

/** What the environment told, in order. */
const toldBy = (lines: readonly string[]) => lines.filter((line) => /^(api|store): \w+$/.test(line));

test("the environment is up while the tests run, and down after them", async () => {
  const suite = await startSuite(EXAMPLE);
  const { code, lines } = await suite.end;
  expect(lines.join("\n")).toMatch(/Tests {2}2 passed/);
  expect(toldBy(lines)).toEqual(["api: listens", "api: closed", "store: removed"]);
  expect(code).toBe(0);
  expect(await suite.leftovers()).toEqual([]);
});

test("the environment goes down after tests that fail", async () => {
  const suite = await startSuiteOf('() => { throw new Error("on purpose"); }');
  const { code, lines } = await suite.end;
  expect(lines).toContain("Error: on purpose");
  expect(toldBy(lines)).toEqual(["api: listens", "api: closed", "store: removed"]);
  expect(code).toBe(1);
  expect(await suite.leftovers()).toEqual([]);
});

test("no test runs where the environment does not come up", async () => {
  const { code, lines } = await (await startSuite(EXAMPLE, { tmp: "/no/such/folder" })).end;
  expect(lines).toContainEqual(expect.stringMatching(/^store: setup: ENOENT/));
  expect(lines.join("\n")).not.toContain("passed");
  expect(code).toBe(1);
});

test("a teardown that fails fails the suite, and does not hold back the others", async () => {
  const suite = await startSuiteOf(`() => {
    const [store] = readdirSync(process.env.TMPDIR).filter((name) => name.startsWith("orders-"));
    rmSync(\`\${process.env.TMPDIR}/\${store}\`, { recursive: true });
  }`);
  const { code, lines } = await suite.end;
  expect(lines.join("\n")).toMatch(/Tests {2}1 passed/);
  expect(lines).toContainEqual(expect.stringMatching(/^store: teardown: ENOENT/));
  expect(toldBy(lines)).toEqual(["api: listens", "api: closed"]);
  expect(code).toBe(1);
});

test.each([
  { signal: "SIGINT", exitCode: 130 },
  { signal: "SIGTERM", exitCode: 143 },
] as const)("$signal amid the tests takes the environment down", async ({ signal, exitCode }) => {
  const suite = await startSuiteOf("() => new Promise(() => {})");
  await suite.sees(/^api: listens/);
  suite.process.kill(signal);
  const { code, lines } = await suite.end;
  expect(toldBy(lines)).toEqual(["api: listens", "api: closed", "store: removed"]);
  expect(code).toBe(exitCode);
  expect(await suite.leftovers()).toEqual([]);
});
