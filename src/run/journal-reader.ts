import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { basename, dirname } from "node:path";
import { StagewrightError } from "../model/problem.ts";
import { EVENT_VERSION, eventBaseSchema, type RunEvent, type RunEventOf, runEventSchema } from "../model/run-event.ts";
import { joinWords } from "../util/join-words.ts";
import { nearestName } from "../util/nearest-name.ts";

/** One line of a journal: the event, and its text as it was written. */
export interface JournalEntry {
  readonly event: RunEvent;
  readonly line: string;
}

export interface Journal {
  readonly path: string;
  readonly entries: readonly JournalEntry[];
  /** Bytes up to the end of the last whole line. What follows was cut off by a crash. */
  readonly wholeBytes: number;
  /** All there were when it was read. */
  readonly bytes: number;
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(runEventSchema.options.map(({ shape }) => shape.type.value));

/**
 * Reads a journal. A last line that a crash cut off is left out; events of
 * unknown types pass as they are.
 * @throws {StagewrightError} `run-not-found` where it cannot be read, `bad-journal` where a line is no event.
 */
export function readJournal(path: string): Journal {
  const bytes = reading(path, (journal) => readFileSync(journal));
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString("utf8").split("\n");
  lines.pop();
  const entries: JournalEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const event = parseLine(line, `${path}:${index + 1}`);
    const before = entries.at(-1)?.event;
    if (before !== undefined && (event.seq <= before.seq || event.runId !== before.runId)) {
      throw bad(`${path}:${index + 1}`, "the line does not follow from the one before");
    }
    if (index === 0 && event.type !== "run.started") throw bad(`${path}:1`, "it does not begin with run.started");
    entries.push({ event, line });
  }
  if (entries.length === 0) throw bad(path, "it holds no whole event, so the run never began");
  return { path, entries, wholeBytes, bytes: bytes.length };
}

/**
 * How the run of a journal began, without reading the rest of it.
 * @throws {StagewrightError} as {@link readJournal} does.
 */
export function readBeginning(path: string): RunEventOf<"run.started"> {
  const event = parseLine(reading(path, readFirstLine).text, `${path}:1`);
  if (event.type !== "run.started") throw bad(`${path}:1`, "it does not begin with run.started");
  return event;
}

/** True of the journal of a run that was killed before its first event was written whole. */
export function neverBegan(path: string): boolean {
  try {
    const { text, isWhole } = readFirstLine(path);
    return !isWhole && BEGINNING.startsWith(text.slice(0, BEGINNING.length));
  } catch {
    // Of what cannot be read it is not known.
    return false;
  }
}

const BEGINNING = `{"v":${EVENT_VERSION},"seq":1,"runId":"`;

const CHUNK_BYTES = 64 * 1024;

interface FirstLine {
  readonly text: string;
  /** False where the file ends before the line does. */
  readonly isWhole: boolean;
}

function readFirstLine(path: string): FirstLine {
  const file = openSync(path, "r");
  try {
    const chunks: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const size = readSync(file, chunk);
      const end = chunk.subarray(0, size).indexOf(0x0a);
      chunks.push(chunk.subarray(0, end === -1 ? size : end));
      if (end !== -1 || size === 0) return { text: Buffer.concat(chunks).toString("utf8"), isWhole: end !== -1 };
    }
  } finally {
    closeSync(file);
  }
}

function reading<Result>(path: string, read: (path: string) => Result): Result {
  try {
    return read(path);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? `There is no journal ${path}${otherRuns(path)}`
        : `Cannot read the journal ${path}: ${message}`;
    throw new StagewrightError([{ code: "run-not-found", message: why }], { cause: error });
  }
}

const SHOWN_RUNS = 3;

/** The end of a message about a journal that is not there: which ones are. Ids sort by time. */
function otherRuns(path: string): string {
  const folder = dirname(path);
  const ids = existsSync(folder) ? readdirSync(folder).flatMap((name) => /^(.*)\.ndjson$/.exec(name)?.[1] ?? []) : [];
  if (ids.length === 0) return ".";
  const nearest = nearestName(basename(path, ".ndjson"), ids);
  const newest = ids.toSorted().toReversed().slice(0, SHOWN_RUNS);
  return `${nearest === undefined ? "." : `; did you mean ${nearest}?`} The newest ${newest.length === 1 ? "run is" : "runs are"} ${joinWords(newest)}.`;
}

function parseLine(line: string, place: string): RunEvent {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw bad(place, (error as Error).message, error);
  }
  const type = typeof json === "object" && json !== null && "type" in json ? json.type : undefined;
  const version = typeof json === "object" && json !== null && "v" in json ? json.v : undefined;
  if (typeof type !== "string") throw bad(place, "the line is no event");
  if (version !== EVENT_VERSION) throw bad(place, `version ${String(version)} of the format is not known`);
  const schema = KNOWN_TYPES.has(type) ? runEventSchema : eventBaseSchema;
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw bad(place, describeIssue(parsed.error.issues), parsed.error);
  // The line as it stands, not what the schema made of it: later versions may have more fields.
  return json as RunEvent;
}

function describeIssue(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  return issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`).join("; ");
}

function bad(place: string, message: string, cause?: unknown): StagewrightError {
  return new StagewrightError([{ code: "bad-journal", message: `${place} is not a journal of a run: ${message}` }], {
    cause,
  });
}
