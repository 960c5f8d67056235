import { getEventListeners } from "node:events";
import { readdirSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { queryObjects } from "node:v8";
import { Actor, StateMachine } from "xstate";
const AT_A_TIME = 200;
const CHECKPOINTS = 10;
/** Makes as many runs as the command line says, 200 at a time, and prints what the process holds after each tenth of them. */
export async function measure(makeRun) {
    const runs = Number(process.argv[2]);
    const { signal } = new AbortController();
    const warnings = [];
    process.on("warning", ({ name, message }) => {
        // That queryObjects is experimental.
        if (name !== "ExperimentalWarning")
            warnings.push(message);
    });
    let next = 0;
    const makeRuns = async (end) => {
        while (next < end)
            await makeRun(next++, signal);
    };
    for (let checkpoint = 1; checkpoint <= CHECKPOINTS; checkpoint += 1) {
        const end = Math.round((runs * checkpoint) / CHECKPOINTS);
        await Promise.all(Array.from({ length: AT_A_TIME }, () => makeRuns(end)));
        print({ runs: end, warnings, ...(await look(signal)) });
    }
}
async function look(signal) {
    // What ended last has its turn before it is looked for.
    for (let turn = 0; turn < 3; turn += 1)
        await setImmediate();
    // Each search collects all the garbage there is, which `gc` does not.
    const [actors, machines] = [Number(queryObjects(Actor)), Number(queryObjects(StateMachine))];
    return {
        actors,
        machines,
        heap: process.memoryUsage().heapUsed,
        listeners: getEventListeners(signal, "abort").length,
        files: readdirSync("/proc/self/fd").length,
        resources: process.getActiveResourcesInfo().toSorted(),
    };
}
function print(checkpoint) {
    process.stdout.write(`${JSON.stringify(checkpoint)}\n`);
}
