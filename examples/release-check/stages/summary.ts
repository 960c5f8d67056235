import { defineStage } from "stagewright";

const CHECKS = ["changelog", "contents", "documented", "licenses", "loads", "lockfile"];

/** Runs whatever became of the checks: one that did not pass has no output. */
export default defineStage({
  description: "Says what is known of the release",
  dependencies: ["manifest", ...CHECKS].map((stage) => ({ stage, on: "settled" as const })),
  run: ({ outputs, log }) => {
    const { manifest, changelog, contents, licenses } = outputs;
    const open = CHECKS.filter((check) => outputs[check] === undefined);
    log(`${manifest?.name ?? "The package"}: ${CHECKS.length - open.length} of ${CHECKS.length} checks passed`);
    if (open.length > 0) log(`look at: ${open.join(", ")}`);
    for (const fact of [changelog, contents, licenses]) if (fact !== undefined) log(fact);
  },
});
