import * as z from "zod";
/** What a process holds when so many runs are over; each line of a program's output is one. */
export const checkpointSchema = z.object({
    runs: z.int(),
    /** Bytes, after a garbage collection. */
    heap: z.int(),
    /** Actors of XState. */
    actors: z.int(),
    /** Machines of XState. */
    machines: z.int(),
    /** Listeners on the signal that all runs share. */
    listeners: z.int(),
    /** Open files. */
    files: z.int(),
    /** What keeps the process alive, by kind. */
    resources: z.array(z.string()),
    /** What Node has warned of. */
    warnings: z.array(z.string()),
});
