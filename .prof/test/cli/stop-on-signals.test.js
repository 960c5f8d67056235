import { expect, test } from "vitest";
import { exitCodeOf } from "../../src/cli/exit-code.js";
import { stopOnSignals } from "../../src/cli/stop-on-signals.js";
import { createFakeIo } from "./fake-io.js";
test("cancels at the first signal, forces at the second, and hears no more", () => {
    const io = createFakeIo();
    const reasons = [];
    const stop = stopOnSignals({ cancel: (reason) => reasons.push(reason) }, io);
    io.host.emit("SIGTERM", "SIGTERM");
    io.host.emit("SIGINT", "SIGINT");
    io.host.emit("SIGINT", "SIGINT");
    expect(reasons).toEqual(["SIGTERM", "SIGINT"]);
    expect(stop.signals[0]).toBe("SIGTERM");
});
test("leaves no listener behind", () => {
    const io = createFakeIo();
    stopOnSignals({ cancel: () => { } }, io)[Symbol.dispose]();
    expect(io.host.eventNames()).toEqual([]);
});
test.each([
    { status: "passed", signal: undefined, code: 0 },
    { status: "passed", signal: "SIGINT", code: 0 },
    { status: "failed", signal: "SIGINT", code: 1 },
    { status: "cancelled", signal: undefined, code: 3 },
    { status: "cancelled", signal: "SIGHUP", code: 129 },
    { status: "cancelled", signal: "SIGINT", code: 130 },
    { status: "cancelled", signal: "SIGTERM", code: 143 },
])("a run that $status after $signal exits with $code", ({ status, signal, code }) => {
    expect(exitCodeOf(status, signal)).toBe(code);
});
