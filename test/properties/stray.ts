import { AsyncResource } from "node:async_hooks";
import { currentStageScope } from "../../src/execute/stage-scope.ts";
import type { Clock } from "../../src/model/clock.ts";
import type { Call, TraceItem } from "./trace.ts";

/** An error that a stage's function lets escape: thrown from a timer, or a promise that nobody awaits. */
export interface Stray {
  /** The number of the call that it comes from. */
  readonly call: number;
  readonly afterMs: number;
}

interface Place {
  readonly call: Call;
  readonly clock: Clock;
  readonly trace: TraceItem[];
}

/** Does what a host process does with an error that nothing caught: asks whose it is, and tells that stage. */
export function letStray({ call: number, afterMs }: Stray, { call, clock, trace }: Place): void {
  const message = `stray ${number}`;
  const letGo = () => {
    const scope = currentStageScope();
    if (scope?.stage !== call.stage) throw new Error(`The scope of ${call.stage} is ${scope?.stage}`);
    const taken = scope.fail(new Error(message));
    trace.push({ kind: "stray", call, message, taken });
  };
  // A timer of the process carries the scope along; one of the simulated clock has to be helped.
  clock.setTimeout(AsyncResource.bind(letGo), afterMs);
}
