import { serializeError } from "./serialize-error.ts";

/** The message of an error, or any other value as text; never throws. */
export function messageOf(value: unknown): string {
  return typeof value === "string" ? value : serializeError(value).message;
}
