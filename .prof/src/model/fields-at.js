import * as z from "zod";
/** The names of the fields that a schema knows at a path. */
export function fieldsAt(schema, path) {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly)
        return fieldsAt(schema.unwrap(), path);
    if (schema instanceof z.ZodUnion)
        return schema.options.flatMap((option) => fieldsAt(option, path));
    const [key, ...rest] = path;
    if (schema instanceof z.ZodArray && key !== undefined)
        return fieldsAt(schema.element, rest);
    if (!(schema instanceof z.ZodObject))
        return [];
    const fields = new Map(Object.entries(schema.shape));
    if (key === undefined)
        return [...fields.keys()];
    const field = fields.get(String(key));
    return field === undefined ? [] : fieldsAt(field, rest);
}
