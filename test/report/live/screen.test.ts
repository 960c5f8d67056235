import xterm from "@xterm/headless";
import { expect, test } from "vitest";
import { createScreen } from "../../../src/report/live/screen.ts";

/** A screen on an emulated terminal. */
function open(columns: number, rows: number) {
  const size = { columns, rows };
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const screen = createScreen({ write: (text) => terminal.write(text) }, size);
  const read = async () => {
    await new Promise<void>((resolve) => terminal.write("", resolve));
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
    return lines.join("\n").trimEnd();
  };
  const resize = async (newColumns: number) => {
    await read();
    size.columns = newColumns;
    terminal.resize(newColumns, rows);
  };
  return { screen, read, resize, write: (text: string) => terminal.write(text) };
}

test("draws each picture in the place of the one before, below the lines that stay", async () => {
  const { screen, read } = open(40, 10);
  screen.print(["first"]);
  screen.draw(["a", "b", "c"]);
  screen.draw(["a", "d"]);
  screen.print(["second", "third"]);
  screen.draw(["e"]);
  expect(await read()).toBe("first\nsecond\nthird\ne");
});

test("makes room for what somebody else writes", async () => {
  const { screen, read, write } = open(40, 10);
  screen.draw(["a", "b"]);
  screen.aside(() => write("a warning\n"));
  screen.draw(["c"]);
  expect(await read()).toBe("a warning\nc");
});

test("leaves nothing of a picture in a terminal that has become narrower", async () => {
  const { screen, read, resize } = open(40, 12);
  screen.print(["stays"]);
  screen.draw(["-".repeat(38), "short", "=".repeat(39)]);
  await resize(15);
  screen.draw(["new"]);
  expect(await read()).toBe("stays\nnew");
  await resize(60);
  screen.draw(["wide"]);
  expect(await read()).toBe("stays\nwide");
});

test("scrolls with more lines than the terminal has", async () => {
  const { screen, read } = open(40, 5);
  for (let line = 1; line <= 12; line += 1) {
    screen.print([`line ${line}`]);
    screen.draw(["a", "b"]);
  }
  expect(await read()).toBe(`${Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join("\n")}\na\nb`);
});
