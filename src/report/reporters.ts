import type { ReporterFactory } from "./reporter.ts";

/** The names of the reporters that come with Stagewright. */
export const REPORTER_NAMES = ["live", "plain", "json", "ndjson", "junit"] as const;
export type ReporterName = (typeof REPORTER_NAMES)[number];

// Loaded when asked for: a command that reports nothing pays for none of them.
const LOADERS: Readonly<Record<ReporterName, () => Promise<ReporterFactory>>> = {
  live: async () => (await import("./live/live-reporter.ts")).createLiveReporter,
  plain: async () => (await import("./plain/plain-reporter.ts")).createPlainReporter,
  json: async () => (await import("./json-reporter.ts")).createJsonReporter,
  ndjson: async () => (await import("./ndjson-reporter.ts")).createNdjsonReporter,
  junit: async () => (await import("./junit/junit-reporter.ts")).createJunitReporter,
};

export function loadReporter(name: ReporterName): Promise<ReporterFactory> {
  return LOADERS[name]();
}

export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(LOADERS, name);
}
