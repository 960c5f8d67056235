import { PGlite } from "@electric-sql/pglite";
import { defineStage } from "stagewright";
/** A real Postgres, inside this process and in memory, kept up for all that needs it. */
export default defineStage({
    description: "Postgres",
    keep: "dependents",
    timeout: { setup: "60s" },
    setup: () => PGlite.create(),
    run: async ({ resource, log }) => {
        const { rows } = await resource.query("select version()");
        log(rows[0]?.version.split(" on ")[0] ?? "no version");
        return { sql: resource };
    },
    teardown: async ({ resource, log }) => {
        await resource?.close();
        log("database closed");
    },
});
