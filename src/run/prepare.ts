import { randomBytes } from "node:crypto";
import { dirname, resolve } from "node:path";
import { type DurationHistory, readDurationHistory } from "../history/duration-history.ts";
import { type Clock, createSystemClock } from "../model/clock.ts";
import type { FailFast } from "../model/outcome.ts";
import { parseDefinition } from "../model/parse-definition.ts";
import { parseRunOptions } from "../model/parse-run-options.ts";
import type { Plan } from "../model/plan.ts";
import { type Problem, StagewrightError } from "../model/problem.ts";
import { DEFAULT_GRACE_MS, defaultConcurrency } from "../model/run-options.ts";
import type { Selection } from "../model/selection.ts";
import type { Stage } from "../model/stage.ts";
import { compilePlan } from "../plan/compile-plan.ts";
import { showValue } from "../util/show-value.ts";
import { type Journal, readJournal } from "./journal-reader.ts";
import { beginningOf } from "./resume.ts";
import type { RunOptions } from "./run.ts";

/** All that a run needs, checked and with every default filled in. */
export interface PreparedRun {
  readonly runId: string;
  readonly plan: Plan;
  readonly concurrency: number;
  readonly failFast: FailFast;
  readonly graceMs: number;
  readonly pools: Readonly<Record<string, number>>;
  readonly selection: Selection | undefined;
  readonly redact: readonly (string | RegExp)[];
  readonly clock: Clock;
  readonly random: () => number;
  /** Where the journal goes; undefined: no journal. */
  readonly journalPath: string | undefined;
  /** The journal of the run that is continued. */
  readonly earlier: Journal | undefined;
  /** What past runs tell of the durations of stages. */
  readonly history: DurationHistory;
}

/**
 * Checks the options and the definitions; starts nothing.
 * @throws {StagewrightError} that lists every problem.
 */
export function prepareRun(options: RunOptions): PreparedRun {
  if (typeof options !== "object" || options === null) {
    throw new StagewrightError([{ code: "bad-option", message: `expected options, got ${showValue(options)}` }]);
  }
  const { stages: given, resume, ...rest } = options;
  const parsedOptions = parseRunOptions(resume === undefined ? rest : { ...rest, runId: resume });
  const parsedStages = parseStages(given);
  if ("problems" in parsedOptions) throw new StagewrightError([...parsedOptions.problems, ...parsedStages.problems]);
  const { journal, pipeline = "pipeline", clock = createSystemClock(), ...shared } = parsedOptions.options;

  const runId = shared.runId ?? makeRunId(clock);
  const journalPath = journal === undefined ? undefined : resolve(journal, `${runId}.ndjson`);
  const earlier = resume === undefined ? undefined : readEarlier(runId, journalPath);
  const beginning = earlier && beginningOf(earlier);
  const selection = beginning === undefined ? shared.selection : beginning.selection;
  // What is not given anew is as it was when the run began.
  const pools = shared.pools ?? beginning?.pools ?? {};
  const unloaded = parsedStages.problems.length > 0 ? parsedStages.unloaded : undefined;
  const compiled = compilePlan(parsedStages.stages, { pipeline, pools, selection, unloaded });
  const problems = [...parsedStages.problems, ...("problems" in compiled ? compiled.problems : [])];
  if (problems.length > 0 || "problems" in compiled) throw new StagewrightError(problems);
  return {
    runId,
    plan: compiled.plan,
    concurrency: shared.concurrency ?? beginning?.concurrency ?? defaultConcurrency(),
    failFast: shared.failFast ?? beginning?.failFast ?? "off",
    graceMs: shared.grace ?? beginning?.graceMs ?? DEFAULT_GRACE_MS,
    pools,
    selection,
    redact: shared.redact ?? [],
    clock,
    random: shared.random ?? Math.random,
    journalPath,
    earlier,
    history: readDurationHistory(journalPath && dirname(journalPath), pipeline),
  };
}

interface ParsedStages {
  readonly stages: readonly Stage[];
  readonly problems: readonly Problem[];
  /** Names of the definitions that have problems of their own. */
  readonly unloaded: readonly string[];
}

function parseStages(given: unknown): ParsedStages {
  if (!Array.isArray(given)) {
    const message = `stages: expected a list of stages, got ${showValue(given)}`;
    return { stages: [], problems: [{ code: "bad-option", message }], unloaded: [] };
  }
  const stages: Stage[] = [];
  const problems: Problem[] = [];
  for (const item of given) {
    // What `loadStages` returned has been through this already.
    const parsed = isStage(item) ? { stage: item } : parseDefinition(item, {});
    if ("stage" in parsed) stages.push(parsed.stage);
    else problems.push(...parsed.problems);
  }
  return { stages, problems, unloaded: problems.flatMap(({ stage }) => stage ?? []) };
}

function isStage(item: unknown): item is Stage {
  return typeof item === "object" && item !== null && "functions" in item;
}

function readEarlier(runId: string, journalPath: string | undefined): Journal {
  if (journalPath !== undefined) return readJournal(journalPath);
  throw new StagewrightError([
    {
      code: "bad-option",
      message: `resume: run ${runId} can be continued only from its journal; set \`journal\` too.`,
    },
  ]);
}

/** Sorts by time; unique by chance. */
function makeRunId(clock: Clock): string {
  const [date = "", time = ""] = new Date(clock.now()).toISOString().split("T");
  return `${date.replaceAll("-", "")}-${time.replace(/[:.Z]/g, "")}-${randomBytes(3).toString("hex")}`;
}
