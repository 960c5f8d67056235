import { describe, expect, test } from "vitest";
import { planDescriptionSchema } from "../../../src/model/plan.js";
import { drawGraph } from "../../../src/report/graph/draw-graph.js";
import { describePlanOf } from "../../helpers/events.js";
const checkout = describePlanOf([
    { name: "database", keep: "dependents" },
    { name: "api", dependencies: ["database"] },
    { name: "audit", optional: true, dependencies: [{ stage: "api", on: "settled" }] },
    { name: "alert", selected: false, dependencies: [{ stage: "api", on: "failed" }, "database"] },
]);
const oddNames = [
    "end",
    'say "hi"',
    "a[b](c){d}|e|<f>",
    "1. first",
    "style:#x;%%{init}%%",
    "`code` *x* _y_",
    "back\\slash & &amp;",
    "two\nlines",
    "żółć-漢字.v2",
    "👍",
];
describe("as mermaid", () => {
    test("kept stages have round ends, optional ones dashed borders, edges other than passed a label", () => {
        expect(drawGraph(checkout, "mermaid")).toMatchInlineSnapshot(`
      "flowchart LR
        s0(["database"])
        s1["api"]
        s2["audit"]
        s3["alert"]
        s0 --> s1
        s1 -->|settled| s2
        s1 -->|failed| s3
        s0 --> s3
        classDef optional stroke-dasharray: 5 5
        class s2 optional
        classDef unselected opacity: 0.4
        class s3 unselected
      "
    `);
    });
    test("names cannot be taken for syntax", () => {
        expect(drawGraph(describePlanOf(oddNames.map((name) => ({ name }))), "mermaid")).toMatchInlineSnapshot(`
      "flowchart LR
        s0["end"]
        s1["say #34;hi#34;"]
        s2["a#91;b#93;#40;c#41;#123;d#125;#124;e#124;#60;f#62;"]
        s3["1#46; first"]
        s4["style#58;#35;x#59;#37;#37;#123;init#125;#37;#37;"]
        s5["#96;code#96; #42;x#42; #95;y#95;"]
        s6["back#92;slash #38; #38;amp#59;"]
        s7["two lines"]
        s8["żółć-漢字.v2"]
        s9["#128077;"]
      "
    `);
    });
});
describe("as dot", () => {
    test("kept stages have double borders, optional ones dashed borders, edges other than passed a label", () => {
        expect(drawGraph(checkout, "dot")).toMatchInlineSnapshot(`
      "digraph stages {
        rankdir=LR
        node [shape=box style="rounded"]
        s0 [label="database" peripheries=2]
        s1 [label="api"]
        s2 [label="audit" style="rounded,dashed"]
        s3 [label="alert" color="gray" fontcolor="gray"]
        s0 -> s1
        s1 -> s2 [label="settled"]
        s1 -> s3 [label="failed"]
        s0 -> s3
      }
      "
    `);
    });
    test("names cannot be taken for syntax", () => {
        expect(drawGraph(describePlanOf(oddNames.map((name) => ({ name }))), "dot")).toMatchInlineSnapshot(`
      "digraph stages {
        rankdir=LR
        node [shape=box style="rounded"]
        s0 [label="end"]
        s1 [label="say \\"hi\\""]
        s2 [label="a[b](c){d}|e|<f>"]
        s3 [label="1. first"]
        s4 [label="style:#x;%%{init}%%"]
        s5 [label="\`code\` *x* _y_"]
        s6 [label="back\\\\slash &amp; &amp;amp;"]
        s7 [label="two lines"]
        s8 [label="żółć-漢字.v2"]
        s9 [label="👍"]
      }
      "
    `);
    });
});
test("as json it is the description of the plan", () => {
    expect(planDescriptionSchema.parse(JSON.parse(drawGraph(checkout, "json")))).toEqual(checkout);
});
test("an edge to a stage that is not in the plan is left out", () => {
    const plan = describePlanOf([{ name: "api", dependencies: ["database"] }]);
    expect(drawGraph(plan, "mermaid")).toBe('flowchart LR\n  s0["api"]\n');
});
