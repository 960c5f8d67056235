import type { PlannedStage } from "../../model/plan.ts";
import type { Edge } from "../../model/stage.ts";
import { cleanLine } from "../../report/text/clean-text.ts";
import type { CommandAction } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadPlan } from "../load-plan.ts";
import { refuse } from "../refuse.ts";
import { table } from "../text/table.ts";

const DEFAULT_WIDTH = 80;
const TITLES = ["STAGE", "DEPENDS ON", "FLAGS", "DESCRIPTION"];

/** Lists the stages in the order of the plan, a row each. */
export const list: CommandAction = async (input, io) => {
  const loaded = await loadPlan(input, io);
  if ("problems" in loaded) return refuse(loaded.problems, io);
  const rows = [TITLES, ...loaded.plan.stages.map(row)];
  const lines = table(rows, { width: io.stdout.columns || DEFAULT_WIDTH });
  io.stdout.write(`${lines.join("\n")}\n`);
  return ExitCode.passed;
};

function row(stage: PlannedStage): readonly string[] {
  const { name, dependencies, description = "", tags } = stage;
  const about = [description, ...tags.map((tag) => `#${tag}`)].join(" ");
  return [name, dependencies.map(edgeText).join(", "), flagsOf(stage).join(", "), about].map(cleanLine);
}

function edgeText({ stage, on }: Edge): string {
  return on === "passed" ? stage : `${stage} (${on})`;
}

function flagsOf({ optional, keep, retry, demands, executor, selected }: PlannedStage): readonly string[] {
  return [
    ...(selected ? [] : ["not selected"]),
    ...(optional ? ["optional"] : []),
    ...(keep === "run" ? [] : [`keep ${keep}`]),
    ...(retry.limit > 0 ? [`retry ${retry.limit}`] : []),
    ...demands.map(({ pool, units }) => `${units} × ${pool}`),
    ...(executor === "inline" ? [] : [executor]),
  ];
}
