import * as z from "zod";
const names = () => z.array(z.string()).readonly();
/** Which stages of a plan run. */
export const selectionSchema = z.object({
    /** Stages by name; unites with `tags`. Default: all, unless `tags` are given. Their dependencies are taken along. */
    only: names().optional(),
    /** Stages that have one of the tags. */
    tags: names().optional(),
    /** Left out, whatever else says; their dependents are skipped with them. */
    skip: names().optional(),
    /** Do not take dependencies along: edges to stages that are not selected count as satisfied. */
    noDeps: z.boolean().optional(),
});
