import { expect, test } from "vitest";
import { createCommandGate } from "../../src/run/command-gate.ts";

test("a command in the midst of a step is obeyed when the whole step is done, nested steps included", () => {
  const notes: string[] = [];
  const gate = createCommandGate<string>((command) => notes.push(command));
  const result = gate.step(() => {
    gate.send("first");
    gate.step(() => gate.send("second"));
    notes.push("done");
    return "result";
  });
  gate.send("third");
  expect(result).toBe("result");
  expect(notes).toEqual(["done", "first", "second", "third"]);
});
