import * as z from "zod";
import { REPORTER_NAMES, type ReporterName } from "../../report/reporters.ts";
import { joinWords } from "../../util/join-words.ts";
import { didYouMean } from "./did-you-mean.ts";

/** A report that is asked for. */
export interface ReporterRequest {
  readonly name: ReporterName;
  /** The file it goes to; undefined: stdout. */
  readonly file: string | undefined;
}

/** Reads `name` or `name=file`. */
export const reporterSchema = z.string().transform((text, context): ReporterRequest => {
  const [given = "", ...rest] = text.split("=");
  const name = REPORTER_NAMES.find((name) => name === given);
  const file = rest.length > 0 ? rest.join("=") : undefined;
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  if (name === undefined) {
    const expected = `expected ${joinWords(REPORTER_NAMES, { last: "or" })}`;
    return refuse(`${expected}, got ${JSON.stringify(given)}${didYouMean(given, REPORTER_NAMES)}`);
  }
  return file === "" ? refuse(`expected a file after "=", got ${JSON.stringify(text)}`) : { name, file };
});
