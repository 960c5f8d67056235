import type * as z from "zod";

/** Names to write in the place of some schemas. */
export type TypeNames = ReadonlyMap<z.core.$ZodType, string>;

/** The type that a schema takes, as TypeScript writes it. */
export function typeText(schema: z.core.$ZodType, names: TypeNames): string {
  const name = names.get(schema);
  if (name !== undefined) return name;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inner = (one: z.core.$ZodType) => typeText(one, names);
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
      return def.type;
    case "literal":
      return def.values.map((value) => JSON.stringify(value)).join(" | ");
    case "enum":
      return Object.values(def.entries)
        .map((value) => JSON.stringify(value))
        .join(" | ");
    case "union":
      return [...new Set(def.options.map(inner))].join(" | ");
    case "array":
      return /[ |]/.test(inner(def.element)) ? `(${inner(def.element)})[]` : `${inner(def.element)}[]`;
    case "record":
      return `{ [name]: ${inner(def.valueType)} }`;
    case "object":
      return `{ ${Object.entries(def.shape)
        .map(([key, field]) => `${key}${isOptional(field) ? "?" : ""}: ${inner(field)}`)
        .join("; ")} }`;
    case "optional":
    case "readonly":
      return inner(def.innerType);
    case "pipe":
      return inner(def.in);
    case "lazy":
      return "JSON";
    case "custom":
      return customText(schema);
    default:
      throw new TypeError(`How is a schema of the type ${def.type} written?`);
  }
}

export function isOptional(schema: z.core.$ZodType): boolean {
  return schema._zod.def.type === "optional";
}

/** The schema within those that only say that it may be absent, or is not written to. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "optional" || def.type === "readonly" ? bare(def.innerType) : schema;
}

function customText(schema: z.core.$ZodType): string {
  const { Class } = schema._zod.bag as { readonly Class?: { readonly name: string } };
  if (Class === undefined) throw new TypeError("A custom schema has no type that could be read: give it a name");
  return Class.name;
}
