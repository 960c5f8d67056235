import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^stagewright\/testing$/, replacement: fromRoot("src/testing/index.ts") },
      { find: /^stagewright$/, replacement: fromRoot("src/index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: false },
    testTimeout: 20_000,
    // What tests write to temporary folders is imported by Node itself, as a user's stages are.
    server: { deps: { external: [/\/stagewright-test-/] } },
    coverage: {
      provider: "v8",
      include: ["src/**", "machines/**"],
      reporter: ["text-summary", "json-summary"],
    },
  },
});
