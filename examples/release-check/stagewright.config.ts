import { defineConfig } from "stagewright";

export default defineConfig({ pipeline: "release-check", timeout: "2m" });
