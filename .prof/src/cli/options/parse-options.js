import { describeIssue, expectation } from "../../model/describe-issue.js";
import { flattenIssues } from "../../model/flatten-issues.js";
/** Validates options of known keys, keeping those that are right. Every option of the schema must be optional. */
export function parseOptions(schema, input, place) {
    const parsed = schema.safeParse(input, { reportInput: true, error: expectation });
    if (parsed.success)
        return { options: parsed.data, problems: [] };
    const issues = flattenIssues(parsed.error.issues);
    const wrong = new Set(issues.map(({ path: [key] }) => key));
    const right = Object.entries(input).filter(([key]) => !wrong.has(key));
    return {
        options: schema.parse(Object.fromEntries(right)),
        problems: issues.map((issue) => toProblem(issue, place)),
    };
}
/** The problem that an issue of a parse with `reportInput` tells. */
export function toProblem(issue, { code, file, name }) {
    return { code, message: `${name(issue.path)}: ${describeIssue(issue)}`, ...(file !== undefined && { file }) };
}
