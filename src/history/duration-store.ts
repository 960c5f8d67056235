import { createHash, randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { makeFolder } from "../util/make-folder.ts";

/** So many values of each stage are kept. */
const MAX_VALUES = 5;
/** A stage that so many runs in a row did not have in their plan is forgotten: it was renamed, or is gone. */
const MAX_UNSEEN = 50;

const recordSchema = z.object({
  /** Milliseconds, the newest last. */
  values: z.array(z.number().min(0)).min(1),
  /** So many runs in a row did not have the stage. */
  unseen: z.int().min(0),
});
/** Pairs, as `__proto__` is a name too. */
const fileSchema = z.object({ v: z.literal(1), stages: z.array(z.tuple([z.string(), recordSchema])) });

/** What past runs of one pipeline have measured, by the name of the stage. */
export type PastDurations = ReadonlyMap<string, Readonly<z.infer<typeof recordSchema>>>;

/** What a run tells of its stages. */
export interface MeasuredRun {
  /** Milliseconds, by the name of the stage. */
  readonly durations: ReadonlyMap<string, number>;
  /** The names of all stages in its plan, also of those that were not selected. */
  readonly planned: Pick<ReadonlySet<string>, "has">;
}

export interface DurationStore {
  /** @throws {Error} that names the file, where there is one and it cannot be read. */
  read(): PastDurations;
  /**
   * Adds what a run has measured. The file is replaced in one step: of two runs
   * that end at the same moment one may go unrecorded, but nothing is ever torn.
   * @throws {Error} that names the file, where it cannot be written.
   */
  add(run: MeasuredRun): void;
}

/** The store of a pipeline: a file beside its journals. */
export function openDurationStore(journalFolder: string, pipeline: string): DurationStore {
  const path = join(journalFolder, ".durations", `${fileNameOf(pipeline)}.json`);
  return {
    read: () => attempt(`Cannot read the past durations in ${path}`, () => readFile(path)),
    add: (run) =>
      attempt(`Cannot write the durations to ${path}`, () => replaceFile(path, merge(readWhatCanBe(path), run))),
  };
}

/** File systems allow 255 bytes; a draft's name is longer than the file's. */
const MAX_NAME = 200;

/** The name of a pipeline as that of a file: readable and, where it cannot be told whole, with a hash of the whole. */
function fileNameOf(pipeline: string): string {
  // Halves of surrogate pairs cannot be encoded.
  const wellFormed = Buffer.from(pipeline).toString();
  const name = encodeURIComponent(wellFormed);
  if (wellFormed === pipeline && name.length <= MAX_NAME) return name;
  const hash = createHash("sha256").update(Buffer.from(pipeline, "utf16le")).digest("hex").slice(0, 16);
  return `${name.slice(0, MAX_NAME - 1 - hash.length)}-${hash}`;
}

/** What is expected of a stage: the median, which up to half of the values can be outliers of without a say in it. */
export function expectedDuration(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below = 0, above = below] = sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle, middle + 1);
  return (below + above) / 2;
}

function merge(past: PastDurations, { durations, planned }: MeasuredRun): PastDurations {
  const merged = new Map<string, { readonly values: number[]; readonly unseen: number }>();
  for (const [name, { values, unseen }] of past) {
    if (planned.has(name)) merged.set(name, { values: [...values], unseen: 0 });
    else if (unseen < MAX_UNSEEN) merged.set(name, { values: [...values], unseen: unseen + 1 });
  }
  for (const [name, duration] of durations) {
    const values = [...(past.get(name)?.values ?? []), duration].slice(-MAX_VALUES);
    merged.set(name, { values, unseen: 0 });
  }
  return merged;
}

function readFile(path: string): PastDurations {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
  const parsed = fileSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error("it does not hold what this version writes");
  return new Map(parsed.data.stages);
}

/** What was told of when the run began is not told again: it is replaced. */
function readWhatCanBe(path: string): PastDurations {
  try {
    return readFile(path);
  } catch {
    return new Map();
  }
}

function replaceFile(path: string, durations: PastDurations): void {
  makeFolder(dirname(path));
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, JSON.stringify({ v: 1, stages: [...durations] }));
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function attempt<Result>(failing: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new Error(`${failing}: ${(error as Error).message}`, { cause: error });
  }
}
