import { attemptScript, messageOf, } from "../oracle/scenario.js";
/** A definition whose functions do what the script says. */
export function scriptedStage(script, world) {
    const { name, retry, when, timeouts, estimateMs, output } = script;
    return {
        name,
        dependencies: script.dependencies.map((edge) => (edge.on === "passed" ? edge.stage : edge)),
        optional: script.optional,
        keep: script.keep,
        resources: script.demands,
        timeout: {
            ...(timeouts.setup !== undefined && { setup: timeouts.setup }),
            ...(timeouts.run !== undefined && { run: timeouts.run }),
            ...(timeouts.teardown !== undefined && { teardown: timeouts.teardown }),
        },
        retry: {
            limit: retry.limit,
            delay: retry.delayMs,
            backoff: retry.backoff,
            jitter: retry.jitter,
            ...(retry.maxDelayMs !== undefined && { maxDelay: retry.maxDelayMs }),
            ...(retry.decides && { when: () => decideRetry(script, world) }),
        },
        ...(estimateMs !== undefined && { estimate: estimateMs }),
        ...(output !== undefined && { output: outputSchema(output) }),
        ...(when !== undefined && { when: (context) => decideWhen({ script, world, when }, context) }),
        ...Object.fromEntries(script.defines.map((phase) => [phase, (context) => perform({ script, world, phase }, context)])),
    };
}
function decideWhen({ script, world, when }, context) {
    world.called(callOf({ stage: script.name, place: "when", at: world.clock.now() }, context));
    return answer(when, { world, message: messageOf(script.name, 1, "when"), yes: undefined });
}
function decideRetry(script, world) {
    const attempt = world.attemptOf(script.name);
    world.called({ stage: script.name, place: "retry", attempt, at: world.clock.now(), context: undefined });
    const message = messageOf(script.name, attempt, "retry");
    return answer(attemptScript(script, attempt).retry, { world, message, yes: true });
}
function answer({ afterMs, sync, answer: says }, { world, message, yes }) {
    const conclude = () => {
        if (says === "throws")
            throw new Error(message);
        return says === "yes" ? yes : says === "no" ? false : message;
    };
    return (sync && afterMs === 0 ? conclude() : later(world.clock, afterMs).then(conclude));
}
function perform({ script, world, phase }, context) {
    const { name } = script;
    const { attempt, signal } = context;
    world.called(callOf({ stage: name, place: phase, at: world.clock.now() }, context));
    context.log(messageOf(name, attempt, phase));
    const behaviour = attemptScript(script, attempt)[phase];
    const message = messageOf(name, attempt, phase);
    const end = (ending) => conclude(ending, { message, signal });
    if (behaviour.sync && behaviour.afterMs === 0)
        return end(behaviour.ending);
    return new Promise((resolve, reject) => {
        const settle = (ending) => {
            // What it says once nobody listens any more must not harm the run either.
            context.emit({ settling: message });
            try {
                resolve(end(ending));
            }
            catch (error) {
                reject(error);
            }
        };
        later(world.clock, behaviour.afterMs).then(() => settle(behaviour.ending));
        listen(world.clock, signal, behaviour)?.then(settle);
    });
}
/** What a function that looks at its signal settles with because of it. */
function listen(clock, signal, { onAbort }) {
    if (onAbort === undefined)
        return undefined;
    const { afterMs, ending } = onAbort;
    if (signal.aborted)
        return later(clock, afterMs).then(() => ending);
    return new Promise((resolve) => {
        signal.addEventListener("abort", () => void later(clock, afterMs).then(() => resolve(ending)));
    });
}
function later(clock, afterMs) {
    if (afterMs === 0)
        return Promise.resolve();
    return new Promise((resolve) => {
        if (afterMs !== undefined)
            clock.setTimeout(resolve, afterMs);
    });
}
function conclude(ending, { message, signal }) {
    if (ending.kind === "returns") {
        if (ending.value === "nothing")
            return undefined;
        return ending.value === "json" ? { from: message } : { from: message, lossy: 1n };
    }
    switch (ending.value) {
        case "error":
            throw new Error(message);
        case "string":
            throw message;
        case "undefined":
            throw undefined;
        case "null":
            throw null;
        case "cyclic": {
            const error = new Error(message);
            error.cause = error;
            throw error;
        }
        case "hostile": {
            const { proxy, revoke } = Proxy.revocable({}, {});
            revoke();
            throw proxy;
        }
        case "aggregate":
            throw new AggregateError([new Error("one"), "two"], message);
        case "abortError":
            throw Object.assign(new Error(message), { name: "AbortError" });
        case "reason":
            throw signal.reason;
    }
}
function callOf(call, context) {
    const { attempt, signal, resource, outputs } = context;
    return {
        ...call,
        attempt,
        context: { isAborted: signal.aborted, resource, outputs: { ...outputs }, remainingMs: context.remaining() },
    };
}
function outputSchema(does) {
    return {
        "~standard": {
            version: 1,
            vendor: "stagewright-tests",
            validate: (value) => {
                if (does === "throws")
                    throw new Error("the schema is broken");
                return does === "accepts" ? { value } : { issues: [{ message: "nothing will do" }] };
            },
        },
    };
}
