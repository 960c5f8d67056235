/**
 * Nothing was run, because the definitions or the options are wrong.
 * `problems` lists all of them; `code` is the first one's.
 */
export class StagewrightError extends Error {
    name = "StagewrightError";
    code;
    problems;
    /** Takes at least one problem. */
    constructor(problems, options) {
        const [first] = problems;
        if (first === undefined)
            throw new TypeError("A StagewrightError without a problem");
        super(formatProblems(problems), options);
        this.code = first.code;
        this.problems = problems;
    }
}
/** The text people read: a line a problem, its place first. */
export function formatProblems(problems) {
    return problems.map(formatProblem).join("\n");
}
function formatProblem({ code, message, stage, file }) {
    const place = [file, stage === undefined ? undefined : `stage "${stage}"`].filter((part) => part !== undefined);
    return `${[...place, code].join(": ")}: ${message}`;
}
