import { expect, test } from "vitest";
import { createReporterFeed } from "../../../src/cli/outputs/reporter-feed.js";
import { RunRecorder, viewOf } from "../../helpers/events.js";
import { createFakeIo } from "../fake-io.js";
const { events } = new RunRecorder([{ name: "a" }]).pass("a", 1).end("passed");
const VIEW = viewOf(events);
/** A reporter that counts what it is handed, with its output. */
function counting(hooks = {}) {
    const output = createFakeIo().stdout;
    const reporter = {
        onEvent: (event) => output.write(`${event.seq} `),
        onEnd: (view) => output.write(view.state),
        ...hooks,
    };
    return { name: "plain", output, reporter };
}
async function report(...reporters) {
    const { stderr } = createFakeIo();
    const feed = createReporterFeed(reporters, stderr);
    for (const event of events)
        feed.next(event, VIEW, JSON.stringify(event));
    return { end: await feed.finish(), told: stderr.text };
}
const ALL = "1 2 3 4 5 6 7 passed";
test("hands every event and the end to each reporter", async () => {
    const [a, b] = [counting(), counting()];
    expect(await report(a, b)).toEqual({ end: "whole", told: "" });
    expect([a.output.text, b.output.text]).toEqual([ALL, ALL]);
});
test("drops a reporter that throws, says so once, and goes on with the others", async () => {
    const fails = () => {
        throw new Error("broken");
    };
    const [a, b] = [counting({ onEvent: fails }), counting()];
    const { end, told } = await report(a, b);
    expect(end).toBe("incomplete");
    expect(told.match(/the reporter plain failed and is left out: Error: broken/g)).toHaveLength(1);
    expect([a.output.text, b.output.text]).toEqual(["", ALL]);
});
test("drops a reporter that fails in the end, even later", async () => {
    const { end, told } = await report(counting({ onEnd: async () => Promise.reject(new Error("broken")) }));
    expect(end).toBe("incomplete");
    expect(told).toContain("Error: broken");
});
test("leaves alone a reporter whose output has failed", async () => {
    const [a, b] = [counting(), counting()];
    a.output.state = "failed";
    expect(await report(a, b)).toEqual({ end: "incomplete", told: "" });
    expect(b.output.text).toBe(ALL);
});
