/** What `run` returned does not satisfy the stage's `output` schema. */
export class InvalidOutputError extends Error {
    name = "InvalidOutputError";
    code = "invalid-output";
}
/**
 * A `run` whose return value must satisfy the schema, and is what the schema
 * makes of it; once it is aborted nothing is asked of what it returns.
 */
export function withOutputSchema(schema, run, isAborted = () => false) {
    return async (context) => {
        const output = await run?.(context);
        if (isAborted())
            return output;
        const result = await schema["~standard"].validate(output);
        if (result.issues === undefined)
            return result.value;
        throw new InvalidOutputError(`The output does not satisfy its schema: ${result.issues.map(describe).join("; ")}`);
    };
}
function describe({ message, path }) {
    if (path === undefined || path.length === 0)
        return message;
    return `${path.map((part) => String(typeof part === "object" ? part.key : part)).join(".")}: ${message}`;
}
