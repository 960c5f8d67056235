import { AsyncResource } from "node:async_hooks";
import { currentStageScope } from "../../src/execute/stage-scope.js";
/** Does what a host process does with an error that nothing caught: asks whose it is, and tells that stage. */
export function letStray({ call: number, afterMs }, { call, clock, trace }) {
    const message = `stray ${number}`;
    const letGo = () => {
        const scope = currentStageScope();
        if (scope?.stage !== call.stage)
            throw new Error(`The scope of ${call.stage} is ${scope?.stage}`);
        const taken = scope.fail(new Error(message));
        trace.push({ kind: "stray", call, message, taken });
    };
    // A timer of the process carries the scope along; one of the simulated clock has to be helped.
    clock.setTimeout(AsyncResource.bind(letGo), afterMs);
}
