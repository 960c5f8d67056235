import { expect, test } from "vitest";
import { getInitialSnapshot } from "xstate";
import { withSharedBeginning } from "../../machines/shared-beginning.ts";
import { stageMachine } from "../../machines/stage-machine.ts";
import { inputFor, type Notes } from "./stage-paths.ts";

test("a shared beginning is the one that the chart finds for each stage itself", () => {
  const notes: Notes = { performed: [], facts: [] };
  const inputs = [
    inputFor({ run() {} }, notes),
    { ...inputFor({ when: () => true, setup() {}, keep: "end", retry: { limit: 3 } }, notes), firstAttempt: 4 },
  ] as const;
  const shared = withSharedBeginning(stageMachine, inputs[0]);
  for (const input of inputs) {
    expect(getInitialSnapshot(shared, input)).toEqual(getInitialSnapshot(stageMachine, input));
    expect(getInitialSnapshot(shared, input).context).toMatchObject({ attempt: input.firstAttempt - 1 });
  }
  expect(notes).toEqual({ performed: [], facts: [] });
});
