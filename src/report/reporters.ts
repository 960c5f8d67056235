import { loadOtelReporter } from "./otel/load-otel-reporter.ts";
import type { ReporterFactory } from "./reporter.ts";

/** The names of the reporters that come with Stagewright. */
export const REPORTER_NAMES = [
  "live",
  "plain",
  "github",
  "markdown",
  "json",
  "ndjson",
  "junit",
  "tap",
  "ctrf",
  "otel",
] as const;
export type ReporterName = (typeof REPORTER_NAMES)[number];

/** True of reporters that write nothing: what they tell goes elsewhere. */
export function isSilent(name: string): boolean {
  return name === "otel";
}

// Loaded when asked for: a command that reports nothing pays for none of them.
const LOADERS: Readonly<Record<ReporterName, () => Promise<ReporterFactory>>> = {
  live: async () => (await import("./live/live-reporter.ts")).createLiveReporter,
  plain: async () => (await import("./plain/plain-reporter.ts")).createPlainReporter,
  github: async () => (await import("./github/github-reporter.ts")).createGithubReporter,
  markdown: async () => (await import("./markdown/markdown-reporter.ts")).createMarkdownReporter,
  json: async () => (await import("./json-reporter.ts")).createJsonReporter,
  ndjson: async () => (await import("./ndjson-reporter.ts")).createNdjsonReporter,
  junit: async () => (await import("./junit/junit-reporter.ts")).createJunitReporter,
  tap: async () => (await import("./tap/tap-reporter.ts")).createTapReporter,
  ctrf: async () => (await import("./ctrf/ctrf-reporter.ts")).createCtrfReporter,
  otel: loadOtelReporter,
};

export function loadReporter(name: ReporterName): Promise<ReporterFactory> {
  return LOADERS[name]();
}

export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(LOADERS, name);
}
