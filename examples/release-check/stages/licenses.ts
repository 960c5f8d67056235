import { defineStage } from "stagewright";

const ALLOWED = ["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

export default defineStage({
  description: "Every dependency has a licence that we may use",
  dependencies: ["lockfile"],
  run: ({ outputs }) => {
    const packages: [string, { license?: string }][] = Object.entries(outputs.lockfile);
    const others = packages.filter(([, { license = "none" }]) => !ALLOWED.includes(license));
    if (others.length === 0) return `licences: ${[...new Set(packages.map(([, { license }]) => license))].join(", ")}`;
    throw new Error(`Not allowed: ${others.map(([path, { license = "none" }]) => `${path} (${license})`).join(", ")}`);
  },
});
