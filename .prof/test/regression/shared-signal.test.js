import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { startRun } from "../../src/run/start-run.js";
import { untilStopped } from "../helpers/functions.js";
test("many runs with one signal make Node warn of no leak, and leave nothing on it", async () => {
    const onWarning = vi.fn();
    process.on("warning", onWarning);
    onTestFinished(() => void process.off("warning", onWarning));
    const controller = new AbortController();
    const stages = [{ name: "a", run: untilStopped }];
    const runs = Array.from({ length: 20 }, () => startRun({ stages, signal: controller.signal }));
    await setImmediate();
    controller.abort(new Error("shutting down"));
    const reports = await Promise.all(runs.map(({ report }) => report));
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(["cancelled"]));
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(onWarning).not.toHaveBeenCalled();
});
