import { EventEmitter, once } from "node:events";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { createFileOutput } from "../../../src/cli/outputs/file-output.ts";
import { createStreamOutput } from "../../../src/cli/outputs/stream-output.ts";
import { writeTempFolder } from "../../helpers/temp-folder.ts";

const fail = (error: Error) => {
  throw error;
};

describe("an output into a file", () => {
  test("replaces the file with what is written, in batches", async () => {
    const path = join(await writeTempFolder({ "r.txt": "an older and longer report" }), "r.txt");
    const host = new EventEmitter();
    const output = createFileOutput(path, { onFailure: fail, host });
    output.write("one ");
    output.write("zwei äöü");
    expect(await readFile(path, "utf8")).toBe("an older and longer report");
    const long = "long ".repeat(20_000);
    output.write(long);
    expect(await readFile(path, "utf8")).toBe(`one zwei äöü${long}`);
    output.write("end");
    await output.finish();
    expect(await readFile(path, "utf8")).toBe(`one zwei äöü${long}end`);
    expect(output.state).toBe("open");
    expect(host.listenerCount("exit")).toBe(0);
  });

  test("is written soon though nothing follows, and when the process exits", async () => {
    const path = join(await writeTempFolder({ "r.txt": "" }), "r.txt");
    const host = new EventEmitter();
    const output = createFileOutput(path, { onFailure: fail, host });
    output.write("soon");
    await vi.waitFor(async () => expect(await readFile(path, "utf8")).toBe("soon"));
    output.write(", last");
    host.emit("exit");
    expect(await readFile(path, "utf8")).toBe("soon, last");
  });

  test("tells once why it failed", async () => {
    const folder = await writeTempFolder({});
    const told: string[] = [];
    const onFailure = ({ message }: Error) => void told.push(message);
    const host = new EventEmitter();
    const output = createFileOutput(join(folder, "missing/r.txt"), { onFailure, host });
    output.write("lost");
    host.emit("exit");
    await mkdir(join(folder, "missing"));
    output.write("lost too");
    await output.finish();
    expect(output.state).toBe("failed");
    expect(told).toEqual([expect.stringMatching(/^ENOENT/)]);
  });
});

describe("an output over a stream", () => {
  test("has finished when the stream has taken all", async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    const output = createStreamOutput(stream, fail);
    output.write("a long text");
    const finished = output.finish();
    stream.resume();
    await finished;
    expect(output.state).toBe("open");
  });

  test("tells once why it failed, and does not wait for what cannot be written", async () => {
    const told: string[] = [];
    const stream = new Writable({ write: (_chunk, _encoding, callback) => callback(new Error("write EPIPE")) });
    const output = createStreamOutput(stream, ({ message }) => told.push(message));
    output.write("lost");
    await once(stream, "error").catch(() => {});
    output.write("lost too");
    await output.finish();
    expect(output.state).toBe("failed");
    expect(told).toEqual(["write EPIPE"]);
  });
});
