import { fenced } from "../../src/report/markdown/markdown-text.ts";
import { isSilent, loadReporter, REPORTER_NAMES, type ReporterName } from "../../src/report/reporters.ts";
import { playReporter } from "../../src/testing/index.ts";
import { commentsOf, membersOf } from "./comments.ts";
import { sampleRun } from "./sample.ts";
import { pageHead } from "./table.ts";

/** The language that a sample is shown in. */
const LANGUAGES: Partial<Record<ReporterName, string>> = {
  markdown: "md",
  json: "json",
  ndjson: "jsonl",
  junit: "xml",
  ctrf: "json",
};

/** The text of `docs/reference/reporters.md`. */
export async function reportersPage(): Promise<string> {
  const events = await sampleRun();
  const play = async (name: ReporterName) => playReporter(await loadReporter(name), events);
  const plain = await play("plain");
  const sections: string[] = [];
  for (const name of REPORTER_NAMES) {
    const parts = [`## ${name}`, meaningOf(name)];
    if (!isSilent(name)) {
      const sample = await play(name);
      const isMore = name !== "plain" && sample.startsWith(plain);
      parts.push(details(isMore ? `… as plain …\n${sample.slice(plain.length)}` : sample, LANGUAGES[name] ?? "text"));
    }
    sections.push(parts.join("\n\n"));
  }
  return `${pageHead("Reporters", INTRODUCTION)}\n${sections.join("\n\n")}\n`;
}

const INTRODUCTION = `\`--reporter name\` writes to stdout, \`--reporter name=file\` to a file; \`reporters\` is the key of the configuration file. How to use them, and how to write one: [Report in CI](../report-in-ci.md).

The samples are of one run, in which \`import\` passes on its second attempt, \`prices\` fails, \`publish\` is skipped because of it, and \`metrics\` fails but is optional.`;

/** What is said of it where it is made. */
function meaningOf(name: ReporterName): string {
  const { file, factory } = sourceOf(name);
  const meaning = commentsOf(`report/${file}`).get(factory);
  if (meaning === undefined)
    throw new Error(`What does the reporter ${name} do? Say so above ${factory} in src/report/${file}`);
  return meaning;
}

function sourceOf(name: ReporterName): { readonly file: string; readonly factory: string } {
  const [loader] = membersOf("report/reporters.ts", "LOADERS").filter(({ path }) => path[1] === name);
  const match = /import\("\.\/(?<file>.*?)"\)\)\.(?<factory>\w+)/.exec(loader?.code ?? "")?.groups;
  const { file = "otel/otel-reporter.ts", factory = "createOtelReporter" } = match ?? {};
  return { file, factory };
}

function details(text: string, language: string): string {
  return `<details>\n<summary>Sample</summary>\n\n${fenced(text.trimEnd().split("\n"), language)}\n\n</details>`;
}
