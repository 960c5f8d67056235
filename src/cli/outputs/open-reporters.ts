import { resolve } from "node:path";
import { loadReporter } from "../../report/reporters.ts";
import type { CliIo } from "../cli-io.ts";
import type { ReporterRequest } from "../options/reporter-option.ts";
import { createFileOutput } from "./file-output.ts";
import { createReporterFeed, type ReporterFeed } from "./reporter-feed.ts";
import { wantsColor } from "./wants-color.ts";

const CONSOLE: ReporterRequest = { name: "plain", file: undefined };

/** The reports that are asked for, with the console where no other one takes stdout. */
export function withConsole(requests: readonly ReporterRequest[]): readonly ReporterRequest[] {
  return requests.some(({ file }) => file === undefined) ? requests : [CONSOLE, ...requests];
}

/** Makes the reporters, each with its output. No file is opened before there is something to write. */
export async function openReporters(requests: readonly ReporterRequest[], io: CliIo): Promise<ReporterFeed> {
  const color = wantsColor(io);
  const reporters = requests.map(async ({ name, file }) => {
    const createReporter = await loadReporter(name);
    const output = file === undefined ? io.stdout : openFile(file, io);
    return { name, output, reporter: createReporter({ output, color: file === undefined && color }) };
  });
  return createReporterFeed(await Promise.all(reporters), io.stderr);
}

function openFile(file: string, { cwd, stderr }: CliIo) {
  return createFileOutput(resolve(cwd, file), ({ message }) => {
    stderr.write(`stagewright: cannot write ${file}: ${message}\n`);
  });
}
