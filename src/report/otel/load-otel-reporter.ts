import type { ReporterFactory } from "../reporter.ts";

/** The package that users install themselves, so that it is the same one as their SDK's. */
const API = "@opentelemetry/api";

/** Rejects with what to install where OpenTelemetry's API is missing. */
export async function loadOtelReporter(): Promise<ReporterFactory> {
  try {
    return (await import("./otel-reporter.ts")).createOtelReporter;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error(`needs the package ${API}, which is not installed: npm install ${API}`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND" && error.message.includes(API)
  );
}
