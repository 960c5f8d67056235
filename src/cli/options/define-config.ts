import type * as z from "zod";
import type { optionsSchema } from "./options-schema.ts";

/** What a `stagewright.config.*` file may hold. */
export type Config = Readonly<z.input<typeof optionsSchema>>;

/**
 * Types the default export of a `stagewright.config.ts`.
 *
 * @example
 * export default defineConfig({ concurrency: 4, reporters: ["plain", "junit=report.xml"] });
 */
export function defineConfig(config: Config): Config {
  return config;
}
