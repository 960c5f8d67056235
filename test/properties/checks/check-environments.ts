import type { RunEvent, RunEventOf } from "../../../src/model/run-event.ts";
import { rule } from "../../oracle/violation.ts";

/**
 * No stage is active outside the life of what it depends on: a kept stage's
 * teardown starts only when all that depends on it, however remotely, is over;
 * and what needs it to pass begins only while it serves. Pure counting, no model.
 * @param ended names of the stages that were over before
 * @throws {Violation}
 */
export function checkEnvironments(events: readonly RunEvent[], ended: Iterable<string> = []): void {
  const started = events[0];
  rule(started?.type === "run.started", "a run has a first event");
  const stages = new Map(started.plan.stages.map((stage) => [stage.name, stage]));
  const dependents = remoteDependents(started.plan.stages);
  const environments = remoteEnvironments(started.plan.stages);
  const over = new Set(ended);
  const serving = new Set<string>();
  const served = new Set<string>();
  for (const event of events) {
    if (event.type === "stage.finished") over.add(event.stage);
    if (event.type === "stage.serving") {
      serving.add(event.stage);
      served.add(event.stage);
    }
    if (event.type !== "phase.started") continue;
    const stage = stages.get(event.stage);
    rule(stage !== undefined, "the stage is in the plan", event);
    if (event.phase === "teardown" && served.has(stage.name)) {
      serving.delete(stage.name);
      const left = [...(dependents.get(stage.name) ?? [])].filter((name) => !over.has(name));
      rule(left.length === 0, `${left.join(", ")} still depend on it`, event);
    }
    for (const name of environments.get(stage.name) ?? [])
      rule(serving.has(name), `${name} serves while it is needed`, event);
  }
}

type Described = RunEventOf<"run.started">["plan"]["stages"][number];

/** The kept stages that must be up for each stage: those that it needs to pass, however remotely. */
function remoteEnvironments(stages: readonly Described[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const found = new Map<string, Set<string>>();
  for (const { name, dependencies } of stages) {
    const own = new Set<string>();
    for (const { stage, on } of dependencies) {
      const needed = byName.get(stage);
      if (on !== "passed" || needed === undefined || needed.optional || !needed.selected) continue;
      if (needed.keep !== "run") own.add(stage);
      for (const remote of found.get(stage) ?? []) own.add(remote);
    }
    found.set(name, own);
  }
  return found;
}

function remoteDependents(stages: readonly Described[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>(stages.map(({ name }) => [name, new Set()]));
  // From the last in topological order to the first: what depends on a stage is known before it.
  for (const { name, dependencies } of stages.toReversed()) {
    for (const { stage } of dependencies) {
      const own = found.get(stage);
      own?.add(name);
      for (const remote of found.get(name) ?? []) own?.add(remote);
    }
  }
  return found;
}
