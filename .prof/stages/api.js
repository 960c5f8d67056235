import { defineStage } from "stagewright";
import { startShop } from "./_shop-server.js";
/** The shop's HTTP API on a free port, kept up until the last check is over. */
export default defineStage({
    description: "HTTP API",
    dependencies: ["database", "migrations"],
    keep: "dependents",
    setup: ({ outputs }) => startShop(outputs.database.sql),
    run: ({ resource, log }) => {
        log(`listening on ${resource.url}`);
        return { url: resource.url };
    },
    teardown: async ({ resource, log }) => {
        await resource?.close();
        log("API closed");
    },
});
