import * as z from "zod";
import { describeIssue, expectation } from "./describe-issue.js";
import { fieldsAt } from "./fields-at.js";
import { flattenIssues } from "./flatten-issues.js";
import { pathText } from "./path-text.js";
import { sharedOptionsSchema } from "./run-options.js";
import { selectionSchema } from "./selection.js";
import { unknownField } from "./unknown-field.js";
const runOptionsSchema = sharedOptionsSchema.extend({ selection: z.strictObject(selectionSchema.shape).optional() });
/** Validates the options of a run; all that is wrong with them comes back as problems. */
export function parseRunOptions(options) {
    const parsed = runOptionsSchema.safeParse(options, { reportInput: true, error: expectation });
    if (parsed.success)
        return { options: parsed.data };
    return {
        problems: flattenIssues(parsed.error.issues).flatMap((issue) => issue.code === "unrecognized_keys"
            ? issue.keys.map((key) => ({
                code: "bad-option",
                message: unknownField([...issue.path, key], fieldsAt(runOptionsSchema, issue.path)),
            }))
            : [{ code: "bad-option", message: `${pathText(issue.path)}: ${describeIssue(issue)}` }]),
    };
}
