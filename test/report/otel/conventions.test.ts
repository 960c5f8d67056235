import * as official from "@opentelemetry/semantic-conventions/incubating";
import { expect, test } from "vitest";
import { CICD, RESULT_OF_PHASE, RESULT_OF_RUN } from "../../../src/report/otel/conventions.ts";

const known: ReadonlySet<unknown> = new Set(Object.values(official));

test("are OpenTelemetry's own names", () => {
  expect(Object.values(CICD).filter((name) => !known.has(name))).toEqual([]);
});

test("are OpenTelemetry's own results", () => {
  const results = [...Object.values(RESULT_OF_RUN), ...Object.values(RESULT_OF_PHASE)];
  expect(results.filter((result) => !known.has(result))).toEqual([]);
});
