/**
 * What one stage costs, from start to report: layered graphs of stages with
 * three empty phases each, through `startRun`, in one process. The sizes take
 * turns, so that a slow moment of the machine hits all of them.
 *
 * usage: npm run bench:cost [-- rounds]
 */
import { startRun } from "stagewright";
const SIZES = [1_000, 10_000, 100_000];
const WIDTH = 100;
const rounds = Number(process.argv[2] ?? 5);
function layered(size) {
    return Array.from({ length: size }, (_, index) => {
        const layer = Math.floor(index / WIDTH);
        const before = [0, 13, 26].map((offset) => `s${(layer - 1) * WIDTH + ((index * 7 + offset) % WIDTH)}`);
        return { name: `s${index}`, dependencies: layer === 0 ? [] : before, setup() { }, run() { }, teardown() { } };
    });
}
/** Microseconds a stage; small plans are run often enough to be as long as large ones. */
async function measure(size) {
    const repeats = Math.max(1, 20_000 / size);
    const stages = layered(size);
    globalThis.gc?.();
    const begin = performance.now();
    for (let repeat = 0; repeat < repeats; repeat++) {
        const report = await startRun({ stages, concurrency: 16 }).report;
        if (report.counts.passed !== size)
            throw new Error(`${report.counts.passed} of ${size} stages passed`);
    }
    return ((performance.now() - begin) * 1_000) / repeats / size;
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const costs = new Map(SIZES.map((size) => [size, []]));
await measure(1_000);
for (let round = 0; round < rounds; round++) {
    for (const size of SIZES)
        costs.get(size)?.push(await measure(size));
}
const base = median(costs.get(1_000) ?? []);
for (const [size, values] of costs) {
    const cost = median(values);
    console.log(`${String(size).padStart(7)} stages: ${cost.toFixed(1)} µs a stage, ${(cost / base).toFixed(2)} × that of 1,000`);
}
