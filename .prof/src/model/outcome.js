import * as z from "zod";
/** The units of user code of a stage, in the order they run. */
export const phaseSchema = z.enum(["setup", "run", "teardown"]);
/** Where an error came from: a phase, or one of the stage's deciding functions. */
export const errorPhaseSchema = z.enum(["when", "setup", "run", "teardown", "retry"]);
/** How a phase ended. `interrupted`: the process died in it. */
export const phaseStatusSchema = z.enum(["passed", "failed", "timedOut", "aborted", "interrupted"]);
/** The ends of a stage. */
export const stageStatusSchema = z.enum(["passed", "failed", "skipped"]);
/** The states of a stage: those of the statechart's top level. The last three are final. */
export const stageStateSchema = z.enum(["pending", "setup", "running", "teardown", "passed", "failed", "skipped"]);
/** The ends of a run. */
export const runStatusSchema = z.enum(["passed", "failed", "cancelled"]);
/** Why a stage was skipped. */
export const skipReasonSchema = z.enum([
    /** A dependency that had to pass failed. */
    "dependency-failed",
    /** A dependency that had to pass or fail was skipped. */
    "dependency-skipped",
    /** A dependency that had to fail passed. */
    "dependency-passed",
    /** Its own `when` said so. */
    "condition",
    /** Left out by the selection. */
    "not-selected",
    /** The run or the stage was cancelled before it began. */
    "cancelled",
    /** Another stage's failure stopped the run from starting anything new. */
    "fail-fast",
    /** Kept stages held pool units that it needed, and nothing was left that could free them. */
    "starved",
]);
/** Why one stage was skipped, as events tell it: with the direct culprit only. */
export const skipSchema = z.object({
    reason: skipReasonSchema,
    /** The direct dependency, or the failure that set off fail-fast. */
    culprit: z.string().optional(),
    /** What `when` returned, or the cancel's reason. */
    message: z.string().optional(),
});
/** When an edge is satisfied: see {@link edgeVerdict} in `src/plan/readiness.ts`. */
export const edgeConditionSchema = z.enum(["passed", "settled", "failed"]);
/** How long a stage that passed is kept up before its teardown. */
export const keepSchema = z.enum(["run", "dependents", "end"]);
/** What a final failure of a required stage does to the rest of the run. */
export const failFastSchema = z.enum(["off", "drain", "stop"]);
