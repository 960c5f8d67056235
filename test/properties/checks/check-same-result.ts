import type { Report } from "../../../src/model/report.ts";
import { type ExpectedStage, predictRun } from "../../oracle/predict-run.ts";
import type { Scenario, StageScript } from "../../oracle/scenario.ts";
import { rule } from "../../oracle/violation.ts";
import { tally } from "../tally.ts";

/** The same scenario with stages that do the same in each attempt, and are not retried. */
export function steady(scenario: Scenario): Scenario {
  return {
    ...scenario,
    failFast: "off",
    stages: scenario.stages.map((stage) => ({
      ...stage,
      attempts: stage.attempts.slice(0, 1),
      retry: { ...stage.retry, limit: 0 },
    })),
  };
}

export function isSteady({ attempts, retry }: StageScript): boolean {
  return attempts.length === 1 && retry.limit === 0;
}

/**
 * However often it was cut off, a steady run comes to the end that it would have come to.
 * @throws {Violation}
 */
export function checkSameResult(scenario: Scenario, report: Report): void {
  const expected = predictRun(scenario, new Set());
  const isStarved = report.stages.some(({ skip }) => skip?.reason === "starved");
  if (expected === undefined || isStarved) return;
  tally.check("same result", () => {
    for (const { name, status, flaky, skip } of report.stages) {
      const stage = expected.stages.get(name);
      rule(stage !== undefined && waysOf(stage).includes(skip?.reason ?? status), `${name} ends ${status}`);
      rule(!flaky, `${name} was never tried again, and is not flaky`);
    }
  });
}

function waysOf(expected: ExpectedStage): readonly string[] {
  if (expected.kind === "skipped") return expected.ways.map(({ reason }) => reason);
  // Of a kept stage the teardown, and that it fails, may be lost with the process.
  return expected.end.served ? [expected.end.status, "passed"] : [expected.end.status];
}
