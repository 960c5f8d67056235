import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { type ExampleProcess, startExample } from "./example-process.ts";

const boot = (env: Readonly<Record<string, string>> = {}) => startExample("boot/main.ts", { PORT: "0", ...env });

/** The URL of a server that has told its port. */
async function urlOf(service: ExampleProcess, server: "health" | "http listens"): Promise<string> {
  const [port] = await service.sees(new RegExp(`^${server}.*port: (\\d+)`));
  return `http://127.0.0.1:${port}`;
}

async function healthOf(service: ExampleProcess): Promise<{ status: number; text: string }> {
  const response = await fetch(await urlOf(service, "health"));
  return { status: response.status, text: await response.text() };
}

/** What it told, without the servers' addresses. */
const toldBy = (lines: readonly string[]) =>
  lines.map((line) => line.trim()).filter((line) => !line.includes("127.0.0.1"));

test("comes up in order and goes down in reverse order, with the requests that are under way", async () => {
  const service = boot();
  await service.sees(/^up/);
  expect(await healthOf(service)).toEqual({ status: 200, text: "up is running.\n" });

  const put = request(`${await urlOf(service, "http listens")}/notes/late`, {
    method: "PUT",
    headers: { expect: "100-continue" },
  });
  put.flushHeaders();
  await once(put, "continue");
  service.process.kill("SIGTERM");
  await service.sees(/^going down: SIGTERM/);
  expect(await healthOf(service)).toMatchObject({ status: 503 });
  put.end("written late");
  const [response] = await once(put, "response");
  expect(await text(response)).toBe("written late");

  const { code, lines } = await service.end;
  expect(toldBy(lines)).toEqual([
    ...["database connected", "database migrated", "cache filled", "up", "going down: SIGTERM"],
    // The second note is the late one: it came while the database was still there.
    ...["http closed", "usage stopped", "cache written back", "database closed with 2 notes"],
  ]);
  expect(code).toBe(0);
});

test("is told to stop while it boots: says what it waits for, and never comes up", async () => {
  const service = boot({ DATABASE_URL: "db://slow/notes" });
  expect(await healthOf(service)).toEqual({ status: 503, text: "database is in setup.\n" });
  service.process.kill("SIGTERM");
  const { code, lines } = await service.end;
  expect(toldBy(lines)).toEqual(["going down: SIGTERM"]);
  expect(code).toBe(0);
});

test("gives up the boot where the database never answers", async () => {
  const { code, lines } = await boot({ DATABASE_URL: "db://nowhere/notes" }).end;
  const attempts = Array.from({ length: 4 }, () => "database: setup: Nobody answers at db://nowhere/notes");
  expect(toldBy(lines)).toEqual(attempts);
  expect(code).toBe(1);
});

test("touches nothing where the environment is wrong", async () => {
  const { code, lines } = await boot({ PORT: "none" }).end;
  expect(toldBy(lines)).toEqual([expect.stringMatching(/^config: run: .*port: Invalid input/)]);
  expect(code).toBe(1);
});
