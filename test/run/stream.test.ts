import { expect, test } from "vitest";
import { createSource, type Source } from "../../src/run/stream.ts";

function openSource(): Source<number> {
  return createSource<number>({
    owed: "all",
    onSubscriberError: (error) => {
      throw error;
    },
  });
}

test("a source that completes in the midst of a delivery first delivers what is due", () => {
  const source = openSource();
  const notes: unknown[] = [];
  source.stream.subscribe((value) => {
    if (value !== 1) return;
    source.next(2);
    source.complete();
  });
  source.stream.subscribe({ next: (value) => notes.push(value), complete: () => notes.push("complete") });
  source.next(1);
  expect(notes).toEqual([1, 2, "complete"]);
});

test("whoever subscribes when a source is complete is told so at once", () => {
  const source = openSource();
  source.complete();
  const notes: string[] = [];
  source.stream.subscribe({ complete: () => notes.push("complete") });
  expect(notes).toEqual(["complete"]);
});
