import { readFileSync } from "node:fs";
import { StagewrightError } from "../model/problem.js";
import { EVENT_VERSION, eventBaseSchema, runEventSchema } from "../model/run-event.js";
const KNOWN_TYPES = new Set(runEventSchema.options.map(({ shape }) => shape.type.value));
/**
 * Reads a journal. A last line that a crash cut off is left out; events of
 * unknown types pass as they are.
 * @throws {StagewrightError} `run-not-found` where it cannot be read, `bad-journal` where a line is no event.
 */
export function readJournal(path) {
    const bytes = read(path);
    const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
    const lines = bytes.subarray(0, wholeBytes).toString("utf8").split("\n");
    lines.pop();
    const entries = [];
    for (const [index, line] of lines.entries()) {
        const event = parseLine(line, `${path}:${index + 1}`);
        const before = entries.at(-1)?.event;
        if (before !== undefined && (event.seq <= before.seq || event.runId !== before.runId)) {
            throw bad(`${path}:${index + 1}`, "the line does not follow from the one before");
        }
        if (index === 0 && event.type !== "run.started")
            throw bad(`${path}:1`, "it does not begin with run.started");
        entries.push({ event, line });
    }
    if (entries.length === 0)
        throw bad(path, "it holds no whole event, so the run never began");
    return { path, entries, wholeBytes, bytes: bytes.length };
}
/** True of the journal of a run that was killed before its first event was written whole. */
export function neverBegan(path) {
    try {
        const text = readFileSync(path, "utf8");
        return !text.includes("\n") && BEGINNING.startsWith(text.slice(0, BEGINNING.length));
    }
    catch {
        // Of what cannot be read it is not known.
        return false;
    }
}
const BEGINNING = `{"v":${EVENT_VERSION},"seq":1,"runId":"`;
function read(path) {
    try {
        return readFileSync(path);
    }
    catch (error) {
        const { message } = error;
        throw new StagewrightError([{ code: "run-not-found", message: `Cannot read the journal ${path}: ${message}` }], {
            cause: error,
        });
    }
}
function parseLine(line, place) {
    let json;
    try {
        json = JSON.parse(line);
    }
    catch (error) {
        throw bad(place, error.message, error);
    }
    const type = typeof json === "object" && json !== null && "type" in json ? json.type : undefined;
    const version = typeof json === "object" && json !== null && "v" in json ? json.v : undefined;
    if (typeof type !== "string")
        throw bad(place, "the line is no event");
    if (version !== EVENT_VERSION)
        throw bad(place, `version ${String(version)} of the format is not known`);
    const schema = KNOWN_TYPES.has(type) ? runEventSchema : eventBaseSchema;
    const parsed = schema.safeParse(json);
    if (!parsed.success)
        throw bad(place, describeIssue(parsed.error.issues), parsed.error);
    // The line as it stands, not what the schema made of it: later versions may have more fields.
    return json;
}
function describeIssue(issues) {
    return issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`).join("; ");
}
function bad(place, message, cause) {
    return new StagewrightError([{ code: "bad-journal", message: `${place} is not a journal of a run: ${message}` }], {
        cause,
    });
}
