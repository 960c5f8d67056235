import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { onAbort } from "../../src/run/on-abort.js";
const listenersOn = (signal) => getEventListeners(signal, "abort").length;
test("calls everyone back once, by one listener on the signal", () => {
    const controller = new AbortController();
    const [first, second] = [vi.fn(), vi.fn()];
    for (const callback of [first, second, second])
        onAbort(controller.signal, callback);
    expect(listenersOn(controller.signal)).toBe(1);
    controller.abort();
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(2);
    expect(listenersOn(controller.signal)).toBe(0);
});
test("does not call back who has taken it back, and leaves nothing on the signal", () => {
    const controller = new AbortController();
    const [gone, here] = [vi.fn(), vi.fn()];
    const takeBack = onAbort(controller.signal, gone);
    onAbort(controller.signal, here);
    takeBack();
    takeBack();
    controller.abort();
    expect(gone).not.toHaveBeenCalled();
    expect(here).toHaveBeenCalledOnce();
    const another = new AbortController();
    onAbort(another.signal, gone)();
    expect(listenersOn(another.signal)).toBe(0);
});
test("waits again for a signal that nobody waited for any more", () => {
    const controller = new AbortController();
    const [first, second] = [vi.fn(), vi.fn()];
    const takeBack = onAbort(controller.signal, first);
    takeBack();
    onAbort(controller.signal, second);
    takeBack();
    controller.abort();
    expect(second).toHaveBeenCalledOnce();
});
test("calls back at once where the signal has aborted", () => {
    const callback = vi.fn();
    onAbort(AbortSignal.abort(), callback);
    expect(callback).toHaveBeenCalledOnce();
});
