import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^stagewright\/testing$/, replacement: fromRoot("src/testing/index.ts") },
      { find: /^stagewright\/otel$/, replacement: fromRoot("src/report/otel/open-telemetry.ts") },
      { find: /^stagewright$/, replacement: fromRoot("src/index.ts") },
    ],
  },
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/{e2e,soak}/**"] } },
      // Of its own, so that only these tests wait for a build.
      {
        extends: true,
        test: { name: "e2e", include: ["test/{e2e,soak}/**/*.test.ts"], globalSetup: ["test/helpers/build.ts"] },
      },
    ],
    typecheck: { enabled: false },
    testTimeout: 20_000,
    // What tests write to temporary folders is imported by Node itself, as a user's stages are.
    server: { deps: { external: [/\/stagewright-test-/] } },
    coverage: {
      provider: "v8",
      include: ["src/**", "machines/**"],
      reporter: ["text-summary", "json-summary"],
      // What decides who starts, who is skipped and what is torn down.
      thresholds: Object.fromEntries(
        ["machines", "src/plan", "src/run"].map((room) => [`${room}/**`, { branches: 95 }]),
      ),
    },
  },
});
