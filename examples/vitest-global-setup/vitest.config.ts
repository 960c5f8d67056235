import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "global-setup.ts",
    include: ["test/*.test.ts"],
    // Vitest waits no longer than this for the environment to go down. Its default is 10 s.
    teardownTimeout: 60_000,
  },
});
