import { expect, test } from "vitest";
import { errorPlace } from "../../../src/report/text/error-place.ts";

const placeOf = (...frames: readonly string[]) =>
  errorPlace({
    name: "Error",
    message: "x",
    stack: ["Error: x", ...frames.map((frame) => `    at ${frame}`)].join("\n"),
  });

test("is that of the first frame in a file of the user's", () => {
  expect(placeOf("run (/app/stages/a.ts:3:9)")).toEqual({ file: "/app/stages/a.ts", line: 3 });
  expect(placeOf("/app/a.mjs:12:1")).toEqual({ file: "/app/a.mjs", line: 12 });
  expect(placeOf("async run (file:///app/a%20b.mjs:7:1)")).toEqual({ file: "/app/a b.mjs", line: 7 });
  expect(placeOf("async file:///app/c.mjs:4:1")).toEqual({ file: "/app/c.mjs", line: 4 });
  expect(placeOf("eval (eval at run (/app/a.mjs:3:9), <anonymous>:1:1)", "f (/app/b.mjs:2:2)")).toEqual({
    file: "/app/b.mjs",
    line: 2,
  });
});

test("is in a folder that has parentheses in its name", () => {
  const place = { file: "/app/(shop)/x (1).mjs", line: 7 };
  expect(placeOf("new Thing (/app/(shop)/x (1).mjs:7:1)")).toEqual(place);
  expect(placeOf("/app/(shop)/x (1).mjs:7:1")).toEqual(place);
  expect(placeOf("run (file:///app/(shop)/x%20(1).mjs:7:1)")).toEqual(place);
});

test.each(["file:///app/%zz.mjs", "file:///app/a%2Fb.mjs", "file://elsewhere/a.mjs"])(
  "is never %s, which is no file of this machine",
  (url) => {
    expect(placeOf(`run (${url}:1:1)`, "f (/app/b.mjs:2:2)")).toEqual({ file: "/app/b.mjs", line: 2 });
    expect(placeOf(`run (${url}:1:1)`)).toBeUndefined();
  },
);

test("is not in Node or in a library", () => {
  expect(
    placeOf("node:fs:1:1", "f (node:internal/x:1:1)", "g (/app/node_modules/x/y.js:1:1)", "h (/app/z.js:5:5)"),
  ).toEqual({
    file: "/app/z.js",
    line: 5,
  });
  expect(placeOf("node:fs:1:1")).toBeUndefined();
  expect(errorPlace({ name: "Error", message: "x" })).toBeUndefined();
});
