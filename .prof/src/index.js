export { loadStages } from "./load/load-stages.js";
export { StagewrightError } from "./model/problem.js";
export { runEventSchema } from "./model/run-event.js";
export { defineStage, stageDefinitionSchema, } from "./model/stage-definition.js";
export { startRun } from "./run/start-run.js";
