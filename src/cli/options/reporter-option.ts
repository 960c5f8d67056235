import * as z from "zod";
import { isSilent, REPORTER_NAMES } from "../../report/reporters.ts";
import { joinWords } from "../../util/join-words.ts";
import { didYouMean } from "./did-you-mean.ts";

/** A report that is asked for. */
export interface ReporterRequest {
  /** One of ours, or the path of a user's module. */
  readonly name: string;
  /** The file it goes to; undefined: stdout. */
  readonly file: string | undefined;
}

/** A path rather than a name. */
export function isModulePath(name: string): boolean {
  return /^(\.{0,2}\/|\.\\|[A-Za-z]:\\)/.test(name);
}

/** Reads `name` or `name=file`, where the name may be a path such as `./my-reporter.ts`. */
export const reporterSchema = z.string().transform((text, context): ReporterRequest => {
  const [given = "", ...rest] = text.split("=");
  const name = isModulePath(given) ? given : REPORTER_NAMES.find((name) => name === given);
  const file = rest.length > 0 ? rest.join("=") : undefined;
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  if (name === undefined) {
    const expected = `expected ${joinWords([...REPORTER_NAMES, "a path such as ./my-reporter.ts"], { last: "or" })}`;
    return refuse(`${expected}, got ${JSON.stringify(given)}${didYouMean(given, REPORTER_NAMES)}`);
  }
  if (isSilent(name)) {
    return file === undefined ? { name, file } : refuse(`${name} writes no file, got ${JSON.stringify(text)}`);
  }
  return file === "" ? refuse(`expected a file after "=", got ${JSON.stringify(text)}`) : { name, file };
});
