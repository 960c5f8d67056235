import type { SerializedError, StageError } from "../../model/serialized-error.ts";
import { cleanLine, cleanText } from "./clean-text.ts";

/** `Name: message` on one line. */
export function errorHead(error: SerializedError): string {
  return cleanLine(headOf(error));
}

/** `run: Name: message` on one line; with the attempt where there were several. */
export function stageErrorHead(error: StageError, attempts: number): string {
  return `${placeOf(error, attempts)}: ${errorHead(error)}`;
}

/** An error whole: `Name: message`, the frames of its stack, its causes and the errors it gathers. */
export function errorLines(error: SerializedError): readonly string[] {
  return [
    ...cleanText(headOf(error)).split("\n"),
    ...framesOf(error),
    ...(error.cause === undefined ? [] : introduced("caused by: ", error.cause)),
    ...(error.errors ?? []).flatMap((gathered) => introduced("- ", gathered)),
  ];
}

/** A stage's error whole, with the place it came from. */
export function stageErrorLines(error: StageError, attempts: number): readonly string[] {
  const [head, ...rest] = errorLines(error);
  return [`${placeOf(error, attempts)}: ${head}`, ...rest];
}

function placeOf({ phase, attempt }: StageError, attempts: number): string {
  return attempts > 1 ? `${phase} (attempt ${attempt})` : phase;
}

function headOf({ name, message, code }: SerializedError): string {
  const head = message === "" ? name : `${name}: ${message}`;
  const isTold = code === undefined || head.toLowerCase().includes(String(code).toLowerCase());
  return isTold ? head : `${head} [${code}]`;
}

/**
 * The stack from its first frame on: what precedes it repeats name and
 * message, often an older name. Frames inside Node are left out.
 */
function framesOf({ stack }: SerializedError): readonly string[] {
  if (stack === undefined) return [];
  const lines = cleanText(stack).trimEnd().split("\n");
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  return first === -1 ? [] : lines.slice(first).filter((line) => !/[( ]node:/.test(line));
}

function introduced(introduction: string, error: SerializedError): readonly string[] {
  const [head, ...rest] = errorLines(error);
  return [`  ${introduction}${head}`, ...rest.map((line) => `  ${line}`)];
}
