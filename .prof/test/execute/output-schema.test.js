import { describe, expect, it } from "vitest";
import * as z from "zod";
import { InvalidOutputError, withOutputSchema } from "../../src/execute/output-schema.js";
const context = undefined;
function schemaOf(validate) {
    return { "~standard": { version: 1, vendor: "test", validate } };
}
describe("an output schema", () => {
    it("gives what it makes of the value", async () => {
        expect(await withOutputSchema(z.coerce.number(), () => "80")(context)).toBe(80);
    });
    it("gets what a promise of run resolves with", async () => {
        expect(await withOutputSchema(z.string(), async () => "ok")(context)).toBe("ok");
    });
    it("gets undefined where there is no run", async () => {
        await expect(withOutputSchema(z.string(), undefined)(context)).rejects.toThrow(InvalidOutputError);
    });
    it("rejects with each issue and its place", async () => {
        const run = () => ({ hosts: ["a", 1], port: "80" });
        const checked = withOutputSchema(z.object({ hosts: z.array(z.string()), port: z.number() }), run);
        await expect(checked(context)).rejects.toMatchObject({
            name: "InvalidOutputError",
            code: "invalid-output",
            message: expect.stringMatching(/^The output does not satisfy its schema: hosts\.1: .+; port: .+$/),
        });
    });
    it("may give paths as segments, or none", async () => {
        const issues = [{ message: "odd", path: [{ key: "a" }, Symbol("s")] }, { message: "bare" }];
        const checked = withOutputSchema(schemaOf(() => ({ issues })), () => 1);
        await expect(checked(context)).rejects.toThrow("a.Symbol(s): odd; bare");
    });
    it("is not asked where run throws", async () => {
        const schema = schemaOf(() => {
            throw new Error("asked");
        });
        const run = () => {
            throw new Error("broken");
        };
        await expect(withOutputSchema(schema, run)(context)).rejects.toThrow("broken");
    });
});
