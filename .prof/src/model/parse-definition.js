import { describeIssue, expectation } from "./describe-issue.js";
import { fieldsAt } from "./fields-at.js";
import { flattenIssues } from "./flatten-issues.js";
import { pathText } from "./path-text.js";
import { toStage } from "./stage.js";
import { stageDefinitionSchema } from "./stage-definition.js";
import { unknownField } from "./unknown-field.js";
/** Validates what a user wrote as a stage and fills in the defaults; all that is wrong with it comes back as problems. */
export function parseDefinition(definition, { name: nameOfPlace, file }) {
    const name = ownName(definition) ?? nameOfPlace;
    const where = { ...(name !== undefined && { stage: name }), ...(file !== undefined && { file }) };
    const parsed = stageDefinitionSchema.safeParse(definition, { reportInput: true, error: expectation });
    if (!parsed.success) {
        return { problems: flattenIssues(parsed.error.issues).flatMap((issue) => toProblems(issue, where)) };
    }
    if (name === undefined)
        return { problems: [{ code: "bad-value", message: NAMELESS }] };
    const stage = toStage(parsed.data, { name, file });
    const repeated = repeatedNames(stage.dependencies.map((edge) => edge.stage));
    if (repeated.length === 0)
        return { stage };
    return {
        problems: repeated.map((dependency) => ({
            code: "bad-value",
            message: `dependencies: expected each stage once, got ${JSON.stringify(dependency)} more than once`,
            ...where,
        })),
    };
}
/** The name that a definition gives itself. */
export function ownName(definition) {
    if (typeof definition !== "object" || definition === null || !("name" in definition))
        return undefined;
    return typeof definition.name === "string" && definition.name !== "" ? definition.name : undefined;
}
const NAMELESS = 'name: expected a name, but it is missing; a stage that comes from no file needs one: { name: "api", … }';
function toProblems(issue, where) {
    if (issue.code === "unrecognized_keys") {
        const known = fieldsAt(stageDefinitionSchema, issue.path);
        return issue.keys.map((key) => ({
            code: "unknown-field",
            message: unknownField([...issue.path, key], known),
            ...where,
        }));
    }
    const place = issue.path.length === 0 ? "definition" : pathText(issue.path);
    return [{ code: "bad-value", message: `${place}: ${describeIssue(issue)}`, ...where }];
}
function repeatedNames(names) {
    const seen = new Set();
    const repeated = new Set();
    for (const name of names)
        (seen.has(name) ? repeated : seen).add(name);
    return [...repeated];
}
