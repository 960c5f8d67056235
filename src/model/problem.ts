/** What can be wrong with definitions or options before a run. */
export type ProblemCode =
  | "bad-module"
  | "unknown-field"
  | "bad-value"
  | "duplicate-name"
  | "unknown-dependency"
  | "self-dependency"
  | "cycle"
  | "empty-folder"
  | "bad-option"
  | "pool-too-small"
  | "unknown-pool"
  | "run-exists"
  | "run-locked"
  | "run-not-found"
  | "run-ended"
  | "plan-changed"
  | "journal-unwritable"
  | "bad-journal";

/** One thing that is wrong: where it is, and what to do about it. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence or a few lines: what is wrong, the value received, what to do. */
  readonly message: string;
  readonly stage?: string;
  readonly file?: string;
}

/**
 * Nothing was run, because the definitions or the options are wrong.
 * `problems` lists all of them; `code` is the first one's.
 */
export class StagewrightError extends Error {
  override readonly name = "StagewrightError";
  readonly code: ProblemCode;
  readonly problems: readonly Problem[];

  /** Takes at least one problem. */
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    const [first] = problems;
    if (first === undefined) throw new TypeError("A StagewrightError without a problem");
    super(formatProblems(problems), options);
    this.code = first.code;
    this.problems = problems;
  }
}

/** The text people read: a line a problem, its place first. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join("\n");
}

function formatProblem({ code, message, stage, file }: Problem): string {
  const place = [file, stage === undefined ? undefined : `stage "${stage}"`].filter((part) => part !== undefined);
  return `${[...place, code].join(": ")}: ${message}`;
}
