// A stage in plain JavaScript: named exports.
export const DESCRIPTION = "Says what was verified";

// Runs whatever became of the checks.
export const DEPENDENCIES = ["list-products", "place-order", "refuse-bad-order", "metrics"].map((stage) => ({
  stage,
  on: "settled",
}));

export function run({ outputs, log }) {
  log(
    `${outputs["list-products"]?.products ?? 0} products listed, order ${outputs["place-order"]?.order ?? "none"} placed`,
  );
}
