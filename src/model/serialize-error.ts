import { inspect } from "node:util";
import type { SerializedError } from "./serialized-error.ts";

const MAX_DEPTH = 5;
const MAX_ERRORS = 20;
const MAX_TEXT = 16_384;

/**
 * Any thrown value as JSON; never throws, whatever the value does. Causes and
 * the errors of an AggregateError go 5 deep, 20 wide; texts are cut at 16 Ki
 * characters. `mapText` is applied to each text.
 */
export function serializeError(thrown: unknown, mapText: (text: string) => string = (text) => text): SerializedError {
  const text = (value: string) => {
    const mapped = mapText(value);
    return mapped.length > MAX_TEXT ? `${mapped.slice(0, MAX_TEXT)}… (${mapped.length - MAX_TEXT} more)` : mapped;
  };

  const convert = (value: unknown, ancestors: readonly unknown[]): SerializedError => {
    if (!isErrorLike(value)) return { name: "NonError", message: text(describe(value)) };
    const within = [...ancestors, value];
    const deeper = (inner: unknown): SerializedError =>
      within.includes(inner) || within.length >= MAX_DEPTH
        ? { name: "Cut", message: within.includes(inner) ? "[Circular]" : "[Too deep]" }
        : convert(inner, within);
    const name = read(value, "name");
    const stack = read(value, "stack");
    const code = read(value, "code");
    const cause = read(value, "cause");
    const errors = read(value, "errors");
    return {
      name: typeof name === "string" ? text(name) : "Error",
      message: text(String(read(value, "message"))),
      ...(typeof stack === "string" && { stack: text(stack) }),
      ...(typeof code === "string" && { code: text(code) }),
      ...(typeof code === "number" && Number.isFinite(code) && { code }),
      ...(cause !== undefined && { cause: deeper(cause) }),
      ...(Array.isArray(errors) && { errors: errors.slice(0, MAX_ERRORS).map(deeper) }),
    };
  };

  try {
    return convert(thrown, []);
  } catch {
    // Only an object that throws at every touch, such as a revoked proxy, comes here.
    return { name: "NonError", message: "[a value that throws when it is looked at]" };
  }
}

function isErrorLike(value: unknown): value is object {
  return typeof value === "object" && value !== null && typeof read(value, "message") === "string";
}

function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function describe(value: unknown): string {
  return typeof value === "string" ? value : inspect(value, { depth: 3, breakLength: 100 });
}
