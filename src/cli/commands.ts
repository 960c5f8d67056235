import type { Command } from "./command.ts";

const DIR = { name: "dir", default: "stages" };

const EXIT_CODES = `Exit codes:
  0    passed
  1    a required stage failed, or an output could not be written
  2    nothing ran: the command line or the definitions are wrong
  3    cancelled by --timeout
  129, 130, 143  cancelled by SIGHUP, SIGINT, SIGTERM`;

/** The commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  {
    name: "run",
    summary: "run the stages of a folder",
    operand: DIR,
    flags: [
      "concurrency",
      "failFast",
      "reporters",
      "only",
      "skip",
      "tags",
      "noDeps",
      "failed",
      "resume",
      "timeout",
      "grace",
      "pools",
      "runId",
      "journal",
      "config",
    ],
    notes: EXIT_CODES,
    load: async () => (await import("./commands/run.ts")).run,
  },
  {
    name: "check",
    summary: "check the stages of a folder, running none",
    operand: DIR,
    flags: ["pools", "config"],
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "list",
    summary: "list the stages of a folder",
    operand: DIR,
    flags: ["pools", "config"],
    load: async () => (await import("./commands/list.ts")).list,
  },
  {
    name: "graph",
    summary: "draw how the stages of a folder depend on each other",
    operand: DIR,
    flags: ["format", "pools", "config"],
    load: async () => (await import("./commands/graph.ts")).graph,
  },
  {
    name: "explain",
    summary: "tell why a stage ran, failed or was skipped, and what it waited for",
    operand: { name: "stage" },
    flags: ["from", "journal", "pools", "config"],
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  {
    name: "replay",
    summary: "report a past run again from its journal",
    operand: { name: "journal" },
    flags: ["reporters", "journal"],
    notes: "The journal is a path, or the id of a run in the folder of the journals.",
    load: async () => (await import("./commands/replay.ts")).replay,
  },
];
