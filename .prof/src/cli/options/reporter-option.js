import * as z from "zod";
import { REPORTER_NAMES } from "../../report/reporters.js";
import { joinWords } from "../../util/join-words.js";
import { didYouMean } from "./did-you-mean.js";
/** Reads `name` or `name=file`. */
export const reporterSchema = z.string().transform((text, context) => {
    const [given = "", ...rest] = text.split("=");
    const name = REPORTER_NAMES.find((name) => name === given);
    const file = rest.length > 0 ? rest.join("=") : undefined;
    const refuse = (message) => {
        context.addIssue({ code: "custom", message });
        return z.NEVER;
    };
    if (name === undefined) {
        const expected = `expected ${joinWords(REPORTER_NAMES, { last: "or" })}`;
        return refuse(`${expected}, got ${JSON.stringify(given)}${didYouMean(given, REPORTER_NAMES)}`);
    }
    return file === "" ? refuse(`expected a file after "=", got ${JSON.stringify(text)}`) : { name, file };
});
