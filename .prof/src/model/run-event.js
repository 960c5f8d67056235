import * as z from "zod";
import { failFastSchema, phaseSchema, phaseStatusSchema, runStatusSchema, skipSchema, stageStatusSchema, } from "./outcome.js";
import { planDescriptionSchema } from "./plan.js";
import { selectionSchema } from "./selection.js";
import { serializedErrorSchema, stageErrorSchema } from "./serialized-error.js";
import { unitsSchema } from "./units.js";
/** The version of the event format. */
export const EVENT_VERSION = 1;
const common = {
    /** Version of the format. */
    v: z.literal(EVENT_VERSION),
    /** 1, 2, 3 … in a run. */
    seq: z.int().min(1),
    runId: z.string(),
    /** Milliseconds since the epoch. */
    at: z.number(),
};
/** What an event of any type has, known or of a later version. */
export const eventBaseSchema = z.object({ ...common, type: z.string() });
const event = (type, shape) => z.object({ ...common, type: z.literal(type), ...shape });
const ofStage = { stage: z.string() };
const ofAttempt = { stage: z.string(), attempt: z.int().min(1) };
const ofPhase = { ...ofAttempt, phase: phaseSchema };
/** Everything that a run tells of itself. */
export const runEventSchema = z.discriminatedUnion("type", [
    /** The first event: the whole plan and the options that shape the run. */
    event("run.started", {
        pipeline: z.string(),
        plan: planDescriptionSchema,
        concurrency: z.number(),
        failFast: failFastSchema,
        graceMs: z.number(),
        pools: unitsSchema,
        /** As it was asked for; a run that is continued keeps it. */
        selection: selectionSchema.optional(),
    }),
    /** The stage's last edge was satisfied; it waits for a slot. */
    event("stage.ready", ofStage),
    /** An attempt has its slot. */
    event("stage.started", ofAttempt),
    event("phase.started", ofPhase),
    event("phase.finished", {
        ...ofPhase,
        status: phaseStatusSchema,
        durationMs: z.number(),
        errors: z.array(stageErrorSchema).readonly().optional(),
        /** The function had not settled when the stage went on without it, or was never called. */
        abandoned: z.literal(true).optional(),
    }),
    /** `run` passed and the stage is kept up for its dependents. */
    event("stage.serving", ofAttempt),
    /** The attempt failed; another one follows after the delay. */
    event("stage.retrying", { ...ofAttempt, nextAttempt: z.int().min(2), delayMs: z.number() }),
    /** A function ignored its signal past the grace time, or a forced stop did not wait for it. */
    event("stage.abandoned", { ...ofPhase, begun: z.boolean() }),
    /** An abandoned `setup` returned a resource that nothing will take down. */
    event("stage.leaked", ofAttempt),
    /** The stage's end. */
    event("stage.finished", {
        ...ofStage,
        status: stageStatusSchema,
        /** It passed after an attempt that had failed. */
        flaky: z.literal(true).optional(),
        /** All errors of all attempts, in order. */
        errors: z.array(stageErrorSchema).readonly().optional(),
        output: z.json().optional(),
        /** It has an output, but JSON could not hold it or a secret was taken out of it. */
        outputLost: z.literal(true).optional(),
        skip: skipSchema.optional(),
    }),
    /** A line of a stage (or, without `stage`, of the run). */
    event("log", {
        stage: z.string().optional(),
        attempt: z.int().min(1).optional(),
        level: z.enum(["info", "warn", "error"]),
        message: z.string(),
        fields: z.record(z.string(), z.json()).optional(),
    }),
    /** What a stage handed to `emit`. */
    event("progress", { ...ofAttempt, data: z.json() }),
    event("run.paused", {}),
    event("run.unpaused", {}),
    /** A run that was cut off goes on in a new process. */
    event("run.continued", {
        /** The stages that were under way. */
        interrupted: z.array(z.string()).readonly(),
        /** The ended stages that run again because unfinished ones need them. */
        recreated: z.array(z.string()).readonly(),
    }),
    event("run.cancelling", {
        reason: z.string(),
        /** A second explicit cancel: nothing is waited for any more. */
        forced: z.boolean(),
    }),
    /** An error that belongs to no stage. */
    event("run.errored", { error: serializedErrorSchema }),
    /** The last event. */
    event("run.finished", { status: runStatusSchema, durationMs: z.number() }),
]);
