import { expect, it } from "vitest";
import { scoreMutants } from "../../scripts/mutation-score.ts";

it("a mutant is noticed by a failure or a hang, missed by tests that pass or by none, and else not counted", () => {
  const statuses = ["Killed", "Killed", "Timeout", "Survived", "NoCoverage", "RuntimeError", "Ignored"] as const;
  const mutants = statuses.map((status) => ({ status }));
  expect(scoreMutants("machines", mutants)).toEqual({
    folder: "machines",
    score: 60,
    killed: 2,
    timedOut: 1,
    survived: 1,
    noCoverage: 1,
  });
});
