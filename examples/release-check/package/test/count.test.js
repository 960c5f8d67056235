import { test } from "uvu";
import * as assert from "uvu/assert";
import { count } from "../lib/index.js";

test("counts", () => {
  assert.is(count(["a", "b", "a"]).get("a"), 2);
});

test.run();
