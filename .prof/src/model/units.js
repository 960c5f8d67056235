import * as z from "zod";
/** Units by the name of their pool. Unlike `z.record`, it keeps a pool that is called `__proto__`. */
export const unitsSchema = z
    .custom(isPlainObject, {
    error: "expected an object with the units of each pool, such as { port: 1 }",
    abort: true,
})
    .superRefine((units, context) => {
    for (const [pool, count] of Object.entries(units)) {
        if (pool === "") {
            context.addIssue({ code: "custom", message: "expected a pool's name of at least one character", input: pool });
        }
        if (!Number.isSafeInteger(count) || count < 1) {
            context.addIssue({ code: "custom", path: [pool], message: "expected a positive integer", input: count });
        }
    }
});
function isPlainObject(value) {
    if (typeof value !== "object" || value === null)
        return false;
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
}
