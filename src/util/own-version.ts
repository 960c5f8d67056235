import { createRequire } from "node:module";

/** The version of this package. */
export function ownVersion(): string {
  const { version } = createRequire(import.meta.url)("stagewright/package.json") as { readonly version: string };
  return version;
}
