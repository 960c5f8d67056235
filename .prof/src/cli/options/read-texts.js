import * as z from "zod";
const texts = z.array(z.string());
/** Makes what an option's schema takes of the texts given for its flag. */
export const READERS = {
    items: texts,
    commas: texts.transform((texts) => texts.flatMap((text) => text.split(",").map((part) => part.trim()))),
    units: z
        .array(z.string().regex(/^[^=]+=[^=]+$/, { error: 'expected name=units such as "database=2"' }))
        .transform((texts) => Object.fromEntries(texts.map(readUnits))),
};
/** What is no number is left as it is, for the option's schema to refuse. */
function readUnits(text) {
    const [name = "", units = ""] = text.split("=");
    return [name.trim(), Number.isNaN(Number(units)) ? units : Number(units)];
}
