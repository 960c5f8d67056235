import { dependenciesFirst } from "./predict-run.js";
import { poolSize } from "./scenario.js";
/**
 * §3.10: the stages that can never have the units they ask for: one asks for
 * more than the pool has, or does so together with the kept stages it needs.
 */
export function hopelessStages(scenario) {
    const byName = new Map(scenario.stages.map((stage) => [stage.name, stage]));
    const excluded = excludedStages(scenario);
    return scenario.stages
        .filter((stage) => isTooMuch(scenario, [stage]) || (!excluded.has(stage.name) && isHopeless(stage)))
        .map(({ name }) => name);
    function isHopeless(stage) {
        const needed = new Set();
        const collect = ({ dependencies }) => {
            for (const { stage: name, on } of dependencies) {
                const dependency = byName.get(name);
                if (dependency === undefined || on !== "passed" || dependency.optional || needed.has(dependency))
                    continue;
                needed.add(dependency);
                collect(dependency);
            }
        };
        collect(stage);
        return isTooMuch(scenario, [stage, ...[...needed].filter(({ keep }) => keep !== "run")]);
    }
}
function isTooMuch(scenario, stages) {
    const pools = new Set(stages.flatMap(({ demands }) => Object.keys(demands)));
    return [...pools].some((pool) => {
        const asked = stages.reduce((sum, { demands }) => sum + (demands[pool] ?? 0), 0);
        return asked > poolSize(scenario, pool);
    });
}
/** What the selection leaves out, and what never runs because of it. */
function excludedStages(scenario) {
    const excluded = new Set(scenario.skipped);
    const optional = new Set(scenario.stages.filter((stage) => stage.optional).map(({ name }) => name));
    for (const { name, dependencies } of dependenciesFirst(scenario.stages)) {
        const refuted = dependencies.some(({ stage, on }) => {
            if (!excluded.has(stage) || on === "settled")
                return false;
            return on === "failed" || !optional.has(stage);
        });
        if (refuted)
            excluded.add(name);
    }
    return excluded;
}
