/** Reads the environment first: where it is wrong, nothing else is touched. */
import { defineStage } from "stagewright";
import * as z from "zod";

export default defineStage({
  output: z.object({
    port: z.coerce.number().int().min(0).max(65_535),
    databaseUrl: z.url().transform((url) => new URL(url)),
  }),
  run: () => ({ port: process.env.PORT ?? 0, databaseUrl: process.env.DATABASE_URL ?? "db://memory/notes" }),
});
