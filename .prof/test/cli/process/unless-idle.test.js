import { expect, test } from "vitest";
import { unlessIdle } from "../../../src/cli/process/unless-idle.js";
import { createFakeIo } from "../fake-io.js";
test("gives what the work resolves with", async () => {
    expect(await unlessIdle(createFakeIo().host, Promise.resolve(1))).toBe(1);
});
test("gives nothing where the process runs out of things to do", async () => {
    const { host } = createFakeIo();
    const result = unlessIdle(host, new Promise(() => { }));
    host.emit("beforeExit", 0);
    expect(await result).toBeUndefined();
    expect(host.eventNames()).toEqual([]);
});
test("rejects as the work does, and leaves no listener behind", async () => {
    const { host } = createFakeIo();
    await expect(unlessIdle(host, Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(host.eventNames()).toEqual([]);
});
