import type { CommandAction } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadPlan } from "../load-plan.ts";
import { refuse } from "../refuse.ts";

/** Loads and compiles, and tells what is wrong. */
export const check: CommandAction = async (input, io) => {
  const loaded = await loadPlan(input, io);
  if ("problems" in loaded) return refuse(loaded.problems, io);
  const { length } = loaded.plan.stages;
  io.stdout.write(`${length === 1 ? "1 stage" : `${length} stages`}, no problems\n`);
  return ExitCode.passed;
};
