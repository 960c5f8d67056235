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
    coverage: {
      provider: "v8",
      include: ["src/**", "machines/**"],
      reporter: ["text-summary", "json-summary"],
    },
  },
});
