/** The names of the reporters that come with Stagewright. */
export const REPORTER_NAMES = ["plain", "json", "ndjson", "junit"];
// Loaded when asked for: a command that reports nothing pays for none of them.
const LOADERS = {
    plain: async () => (await import("./plain/plain-reporter.js")).createPlainReporter,
    json: async () => (await import("./json-reporter.js")).createJsonReporter,
    ndjson: async () => (await import("./ndjson-reporter.js")).createNdjsonReporter,
    junit: async () => (await import("./junit/junit-reporter.js")).createJunitReporter,
};
export function loadReporter(name) {
    return LOADERS[name]();
}
