import type * as z from "zod";
import type { SharedOptions } from "../../model/run-options.ts";
import type { optionsSchema } from "./options-schema.ts";

// The types are the schema's; here stand the words for editors, which types that are inferred lose.
type Options = z.input<typeof optionsSchema>;

/** What a `stagewright.config.*` file may hold: the flags of `stagewright run`, in camelCase. */
export interface Config extends SharedOptions {
  /** Reports, each to a file or to stdout: `"plain"`, `"junit=report.xml"`, or the path of a module. */
  readonly reporters?: Options["reporters"];
  /** Run these stages and what they depend on. */
  readonly only?: Options["only"];
  /** Skip these stages and what depends on them. */
  readonly skip?: Options["skip"];
  /** Run the stages with any of these tags and what they depend on. */
  readonly tags?: Options["tags"];
  /** Do not take dependencies along: those not selected count as satisfied. */
  readonly noDeps?: Options["noDeps"];
  /** Run what failed, did not finish, or was skipped because of it in the newest run. */
  readonly failed?: Options["failed"];
  /** Continue the run of this id, which was cut off. */
  readonly resume?: Options["resume"];
  /** Cancel the run after this time. Default: never. */
  readonly timeout?: Options["timeout"];
}

/**
 * Types the default export of a `stagewright.config.ts`.
 *
 * @example
 * export default defineConfig({ concurrency: 4, reporters: ["plain", "junit=report.xml"] });
 */
export function defineConfig(config: Config): Config {
  return config;
}
