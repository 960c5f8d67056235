import * as z from "zod";
import { durationSchema } from "../../model/duration.ts";
import { DEFAULT_GRACE_MS, sharedOptionsSchema } from "../../model/run-options.ts";
import { GRAPH_FORMATS } from "../../report/graph/draw-graph.ts";
import { REPORTER_NAMES } from "../../report/reporters.ts";
import { joinWords } from "../../util/join-words.ts";
import { type Flag, flags } from "./flag.ts";
import { reporterSchema } from "./reporter-option.ts";

/** The default of `journal`. */
export const DEFAULT_JOURNALS = ".stagewright/runs";

const shared = sharedOptionsSchema.shape;
const names = () =>
  z
    .array(z.string().min(1, { error: "expected names, with nothing empty between commas" }))
    .readonly()
    .optional();

/**
 * Every option of a run, in the order of the help: the one source of the flags, the help,
 * the configuration file's keys and the validation of both.
 */
export const optionsSchema = z.strictObject({
  concurrency: shared.concurrency.register(flags, {
    name: "concurrency",
    value: "n|n%",
    summary: "how many stages are active at once, or a percentage of the cores (default: the cores)",
  }),
  failFast: shared.failFast.register(flags, {
    name: "fail-fast",
    value: "mode",
    summary: "what a required stage's failure does to the rest: off, drain (start nothing new) or stop (default: off)",
  }),
  reporters: z
    .array(reporterSchema)
    .readonly()
    .optional()
    .register(flags, {
      name: "reporter",
      value: "name[=file]",
      summary: `a report, to a file or to stdout: ${joinWords(REPORTER_NAMES, { last: "or" })}, or the path of a module; can be repeated (default: live on a terminal, else plain)`,
      repeated: "items",
    }),
  only: names().register(flags, {
    name: "only",
    value: "names",
    summary: "run these stages and what they depend on; can be repeated and takes commas",
    repeated: "commas",
  }),
  skip: names().register(flags, {
    name: "skip",
    value: "names",
    summary: "skip these stages and what depends on them; can be repeated and takes commas",
    repeated: "commas",
  }),
  tags: names().register(flags, {
    name: "tag",
    value: "tags",
    summary: "run the stages with any of these tags and what they depend on; can be repeated and takes commas",
    repeated: "commas",
  }),
  noDeps: z.boolean().optional().register(flags, {
    name: "no-deps",
    summary: "do not take dependencies along: those not selected count as satisfied",
  }),
  failed: z.boolean().optional().register(flags, {
    name: "failed",
    summary: "run what failed, did not finish, or was skipped because of it in the newest run",
  }),
  resume: shared.runId.unwrap().optional().register(flags, {
    name: "resume",
    value: "run-id",
    summary: "continue a run that was cut off",
  }),
  timeout: durationSchema.optional().register(flags, {
    name: "timeout",
    value: "duration",
    summary: "cancel the run after this time, such as 10m (default: never)",
  }),
  grace: shared.grace.register(flags, {
    name: "grace",
    value: "duration",
    summary: `how long an aborted function may take to settle (default: ${DEFAULT_GRACE_MS / 1000}s)`,
  }),
  pools: shared.pools.register(flags, {
    name: "pool",
    value: "name=units",
    summary: "the size of a pool that stages take resources from; can be repeated (default: 1 each)",
    repeated: "units",
  }),
  runId: shared.runId.register(flags, {
    name: "run-id",
    value: "id",
    summary: "the run's id, and the name of its journal (default: made from the time and chance)",
  }),
  journal: shared.journal.register(flags, {
    name: "journal",
    value: "dir",
    summary: `the folder of the journals (default: ${DEFAULT_JOURNALS})`,
  }),
  pipeline: shared.pipeline,
  redact: shared.redact,
});

/** The options of a run, validated, with every duration in milliseconds. */
export type CliOptions = Readonly<z.output<typeof optionsSchema>>;

/** All that a command line may hold: the options of a run, and what only the command line has. */
export const argumentsSchema = optionsSchema.extend({
  config: z.string().min(1).optional().register(flags, {
    name: "config",
    value: "path",
    summary: "the configuration file (default: stagewright.config.{ts,mts,js,mjs,json})",
  }),
  from: z.string().min(1).optional().register(flags, {
    name: "from",
    value: "place",
    summary:
      "a run's id, a journal or a folder of stages (default: the newest run that has the stage, else the folder stages)",
  }),
  format: z.enum(GRAPH_FORMATS).optional().register(flags, {
    name: "format",
    value: "format",
    summary: "how to draw the graph: mermaid, dot or json (default: mermaid)",
  }),
  help: z.boolean().optional().register(flags, { name: "help", short: "h", summary: "show this help" }),
  version: z.boolean().optional().register(flags, { name: "version", short: "v", summary: "show the version" }),
});

export type Arguments = Readonly<z.output<typeof argumentsSchema>>;
export type ArgumentKey = keyof Arguments;

/** The flag of every option that has one, in the order of the help. */
export const FLAGS: ReadonlyMap<ArgumentKey, Flag> = new Map(
  argumentsSchema.keyof().options.flatMap((key) => {
    const flag = flags.get(argumentsSchema.shape[key]);
    return flag === undefined ? [] : [[key, flag] as const];
  }),
);

/** Which option a flag's name stands for. */
export const FLAG_KEYS: ReadonlyMap<string, ArgumentKey> = new Map([...FLAGS].map(([key, { name }]) => [name, key]));
