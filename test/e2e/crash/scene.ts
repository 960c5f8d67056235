import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Phase } from "../../../src/model/outcome.ts";
import type { Report } from "../../../src/model/report.ts";
import { type CliProcess, startCli } from "../../helpers/cli-process.ts";
import { writeTempFolder } from "../../helpers/temp-folder.ts";

const STAGES = fileURLToPath(new URL("../../fixtures/crash", import.meta.url));
const RUN_ID = "r";

/** What a function of a stage noted when it was called. */
export interface Note {
  readonly phase: Phase;
  readonly stage: string;
  readonly pid: number;
  readonly attempt: number;
}

/** A place between two notes of a process: so long after so many. */
export interface Moment {
  readonly notes: number;
  readonly delayMs: number;
}

/** A folder in which the crash pipeline runs, in one process or in several one after the other. */
export interface Scene {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the program is called with to start the run. */
  readonly args: readonly string[];
  readonly journalPath: string;
  /** Starts the run. */
  start(): CliProcess;
  /** Continues the run in a new process. */
  resume(): CliProcess;
  /** All notes so far. */
  notes(): readonly Note[];
  /** The notes of one process. */
  notesOf(cli: CliProcess): readonly Note[];
  /** Resolves at a moment of a process; sooner where the process ends before it. */
  reaches(cli: CliProcess, moment: Moment): Promise<void>;
  /** The JSON report. */
  report(): Promise<Report>;
}

export async function openScene(): Promise<Scene> {
  const cwd = await writeTempFolder({ "side-file": "" });
  const sidePath = join(cwd, "side-file");
  const env = { SIDE_FILE: sidePath };
  const reporters = ["--reporter", "plain", "--reporter", "json=report.json"];
  const args = ["run", STAGES, "--concurrency", "3", ...reporters];
  const beginning = [...args, "--run-id", RUN_ID];
  const notes = () => readFileSync(sidePath, "utf8").split("\n").slice(0, -1).map(parseNote);
  const notesOf = ({ process: { pid } }: CliProcess) => notes().filter((note) => note.pid === pid);
  return {
    cwd,
    env,
    args: beginning,
    journalPath: join(cwd, `.stagewright/runs/${RUN_ID}.ndjson`),
    start: () => startCli(beginning, { cwd, env }),
    resume: () => startCli([...args, "--resume", RUN_ID], { cwd, env }),
    notes,
    notesOf,
    reaches: async (cli, { notes: count, delayMs }) => {
      let state: "alive" | "over" = "alive";
      const over = cli.end.then(() => {
        state = "over";
      });
      while (state === "alive" && notesOf(cli).length < count) await delay(1);
      await Promise.race([over, delay(delayMs)]);
    },
    report: async () => JSON.parse(await readFile(join(cwd, "report.json"), "utf8")),
  };
}

function parseNote(line: string): Note {
  const [phase, stage = "", pid, attempt] = line.split(" ");
  return { phase: phase as Phase, stage, pid: Number(pid), attempt: Number(attempt) };
}
