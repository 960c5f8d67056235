import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { describeImportError } from "../../load/describe-import-error.ts";
import { createModuleImporter } from "../../load/module-importer.ts";
import type { Problem } from "../../model/problem.ts";
import type { Reporter, ReporterContext, ReporterFactory, TerminalSize } from "../../report/reporter.ts";
import { isReporterName, isSilent, loadReporter } from "../../report/reporters.ts";
import { showValue } from "../../util/show-value.ts";
import type { CliIo, Terminal } from "../cli-io.ts";
import type { ReporterRequest } from "../options/reporter-option.ts";
import { guardImport } from "../process/guard-import.ts";
import { createFileOutput, type FileMode } from "./file-output.ts";
import type { OnOutputFailure, Output } from "./output.ts";
import { createReporterFeed, type OpenReporter, type ReporterFeed } from "./reporter-feed.ts";
import { wantsColor } from "./wants-color.ts";

/** The reporters that could be made, and what is wrong with the others. */
export interface OpenReporters {
  readonly feed: ReporterFeed;
  readonly problems: readonly Problem[];
}

/** The reports that are asked for, with a console where no other one takes stdout. */
export function withConsole(
  requests: readonly ReporterRequest[],
  io: Pick<CliIo, "env" | "stdout">,
): readonly ReporterRequest[] {
  if (requests.some(({ name, file }) => file === undefined && !isSilent(name))) return requests;
  return [{ name: isWatched(io) ? "live" : "plain", file: undefined }, ...requests];
}

/** True where a person looks at a terminal that can be drawn on. */
function isWatched({ env, stdout }: Pick<CliIo, "env" | "stdout">): boolean {
  return stdout.isTTY && env.TERM !== "dumb" && (env.CI ?? "") === "";
}

/** Makes the reporters, each with its output. No file is opened before there is something to write. */
export async function openReporters(requests: readonly ReporterRequest[], io: CliIo): Promise<OpenReporters> {
  const opened: (OpenReporter | Problem)[] = [];
  // One after the other: while a module is imported, the process is guarded against it.
  for (const request of requests) opened.push(await openReporter(request, io));
  const reporters = opened.flatMap((one) => ("reporter" in one ? one : []));
  const problems = opened.flatMap((one) => ("reporter" in one ? [] : one));
  return { feed: createReporterFeed(reporters, io), problems };
}

async function openReporter(request: ReporterRequest, io: CliIo): Promise<OpenReporter | Problem> {
  const { name } = request;
  try {
    const createReporter = isReporterName(name) ? await loadReporter(name) : await importReporter(name, io);
    const output = outputOf(request, io);
    const jobSummary = jobSummaryOf(io);
    const context = {
      output,
      ...abilitiesOf(request, io),
      ...surroundingsOf(io),
      ...(jobSummary !== undefined && { jobSummary }),
    };
    const outputs = jobSummary === undefined ? [output] : [output, jobSummary];
    return { name, outputs, reporter: checkReporter(createReporter(context)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : showValue(error);
    return { code: "bad-option", message: `--reporter ${name}: ${message}` };
  }
}

async function importReporter(name: string, { cwd, host }: CliIo): Promise<ReporterFactory> {
  const path = resolve(cwd, name);
  const imported = await guardImport(host, () => createModuleImporter(path)(path)).catch(async (error: unknown) => {
    throw new Error(await describeImportError(error, path));
  });
  const { result: module, strayed } = imported;
  if (strayed.length > 0) throw new Error(await describeImportError(strayed[0], path));
  if (module === undefined) throw new Error("its import never ends: what it awaits at its top level cannot happen");
  const factory = "default" in module ? module.default : undefined;
  if (typeof factory === "function") return factory as ReporterFactory;
  throw new Error(
    `expected the module's default export to be a function that makes a reporter, got ${showValue(factory)}`,
  );
}

/** What a user's module makes may be anything. */
function checkReporter(made: unknown): Reporter {
  if (typeof made === "object" && made !== null && !("then" in made)) return made;
  throw new Error(`expected its function to return a reporter, an object of hooks, at once; got ${showValue(made)}`);
}

function abilitiesOf({ file }: ReporterRequest, io: CliIo) {
  if (file !== undefined) return { color: false, unicode: true };
  const terminal = isWatched(io) ? sizeOf(io.stdout) : undefined;
  return { color: wantsColor(io), unicode: io.unicode, ...(terminal !== undefined && { terminal }) };
}

/** What the environment tells: of the span that this process is in, and of the job, where GitHub Actions runs it. */
function surroundingsOf({ cwd, env }: CliIo): Partial<ReporterContext> {
  const { GITHUB_WORKSPACE: workspace } = env;
  return {
    readSource,
    traceParent: { traceparent: env.TRACEPARENT, tracestate: env.TRACESTATE },
    root: workspace === undefined || workspace === "" ? cwd : workspace,
  };
}

function jobSummaryOf(io: CliIo): Output | undefined {
  const { GITHUB_STEP_SUMMARY: file = "" } = io.env;
  // Other steps of the job write to the file as well.
  return file === "" ? undefined : openFile(file, io, "append");
}

/** Of a terminal that does not tell it, or tells 0: 80 × 24. */
function sizeOf(terminal: Terminal): TerminalSize {
  return {
    get columns() {
      return terminal.columns || 80;
    },
    get rows() {
      return terminal.rows || 24;
    },
  };
}

function readSource(path: string, unchangedSince: number): string | undefined {
  try {
    return statSync(path).mtimeMs > unchangedSince ? undefined : readFileSync(path, "utf8");
  } catch {
    // A code frame is an extra: the place is told without it.
    return undefined;
  }
}

function outputOf({ name, file }: ReporterRequest, io: CliIo): Output {
  if (isSilent(name)) return NO_OUTPUT;
  return file === undefined ? io.stdout : openFile(file, io, "replace");
}

const NO_OUTPUT: Output = { state: "open", write: () => {}, finish: async () => {} };

function openFile(file: string, { cwd, host, stderr }: CliIo, mode: FileMode): Output {
  const onFailure: OnOutputFailure = ({ message }) => stderr.write(`stagewright: cannot write ${file}: ${message}\n`);
  return createFileOutput(resolve(cwd, file), { onFailure, host, mode });
}
