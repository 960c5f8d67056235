import { builtinModules } from "node:module";
import { build } from "rolldown";
import { thirdPartyNotices } from "./third-party-notices.ts";

// What every command needs is one file, with the libraries that it uses: opening
// a file costs Node more than reading on in one, and most of a library is never
// called. What only some commands need stays in chunks that are loaded when asked for.
await build({
  input: {
    index: "src/index.ts",
    testing: "src/testing/index.ts",
    otel: "src/report/otel/open-telemetry.ts",
    cli: "src/cli/main.ts",
  },
  // Not "node": RxJS would be taken whole, as CommonJS.
  platform: "neutral",
  resolve: { conditionNames: ["es2015", "module", "import", "default"], mainFields: ["module", "main"] },
  external: [...builtinModules, /^node:/, "jiti", "@opentelemetry/api"],
  transform: { target: "node20.19" },
  plugins: [thirdPartyNotices({ fileName: "THIRD_PARTY_NOTICES.txt" })],
  output: {
    dir: "dist",
    format: "esm",
    // A folder below: the place of a chunk tells which frames of a stack are ours (src/model/serialize-error.ts).
    chunkFileNames: "chunks/[name].js",
    codeSplitting: {
      groups: [{ name: "core", test: /\/src\/(index|cli\/run-cli|cli\/commands\/\w+|report\/plain-reporter)\.ts$/ }],
    },
  },
});
