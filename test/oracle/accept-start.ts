import type { RunEvent, RunEventOf } from "../../src/model/run-event.ts";
import { hopsToSink } from "./hops.ts";
import { agrees } from "./predict-stage.ts";
import { freeSlots, isDue, poolsSuffice, type RunModel, teardownWaits } from "./run-model.ts";
import { attemptScript, type RetryScript } from "./scenario.ts";
import { attemptFailed, type StageModel } from "./stage-model.ts";
import { rule } from "./violation.ts";

/** An attempt gets its slot. */
export function acceptStart(model: RunModel, stage: StageModel, event: RunEventOf<"stage.started">): void {
  if (stage.place.kind === "deciding") return acceptDecided(model, stage, event);
  rule(stage.attempt > 0 || stage.script.when === undefined, "its when comes first", event);
  rule(maySchedule(model, stage), "nothing starts once the run is stopped", event);
  rule(!model.paused, "nothing starts while the run is paused", event);
  rule(isDue(model, stage), "a stage starts when it is ready, or its retry is due", event);
  rule(stage.stop === undefined || stage.stop.at === model.now, "a cancelled stage does not start", event);
  checkCapacity(model, stage, event);
  rule(!teardownWaits(model), "a waiting teardown goes before any start", event);
  checkPriority(model, stage, event);
  beginAttempt(stage, event);
}

/** Its `when` is called, inside its slot. */
export function acceptWhenCall(model: RunModel, stage: StageModel): void {
  const { name, when } = stage.script;
  rule(when !== undefined && stage.place.kind === "ready", `${name}: when is called once, when the stage is ready`);
  checkCapacity(model, stage, undefined);
  stage.place = { kind: "deciding", since: model.now };
}

/** §3.13: its `when` has said yes. */
function acceptDecided(model: RunModel, stage: StageModel, event: RunEventOf<"stage.started">): void {
  const { place, script, stop } = stage;
  const since = place.kind === "deciding" ? place.since : Number.NaN;
  const at = since + (script.when?.afterMs ?? Number.POSITIVE_INFINITY);
  rule(script.when?.answer === "yes" && at === model.now, "a stage begins when its when says so", event);
  rule(stop === undefined || !stop.sure, "a cancelled stage does not start", event);
  beginAttempt(stage, event);
}

function checkCapacity(model: RunModel, stage: StageModel, event: RunEvent | undefined): void {
  rule(freeSlots(model) > 0, `${stage.script.name}: no more stages are active than the concurrency allows`, event);
  rule(poolsSuffice(model, stage), `${stage.script.name}: no pool gives more than it has`, event);
}

function beginAttempt(stage: StageModel, event: RunEventOf<"stage.started">): void {
  rule(event.attempt === stage.attempt + 1, "attempts are counted from 1", event);
  stage.attempt = event.attempt;
  stage.failedBefore ||= attemptFailed(stage);
  stage.errorsBefore = stage.errors.length;
  stage.startedAt = event.at;
  stage.called = false;
  stage.worked = true;
  stage.entered = false;
  stage.place = { kind: "between", after: undefined };
}

/** Of two whose wait is over at the same moment one is the first to say so. */
function isJustDue(model: RunModel, { place }: StageModel): boolean {
  return place.kind === "backingOff" && place.until === model.now;
}

/** A stage that has begun may be retried while a run is drained: it is nothing new. */
export function maySchedule(model: RunModel, stage: StageModel): boolean {
  return model.mode === "open" || (model.mode === "drain" && stage.attempt > 0);
}

/**
 * Among ready stages the one with the longest remaining path starts first; where
 * nothing is estimated, by hops. Where stages wait for each other's pool units
 * there is no one right order: how long runs take is then all that counts.
 */
function checkPriority(model: RunModel, stage: StageModel, event: RunEventOf<"stage.started">): void {
  if (model.scenario.stages.some(({ estimateMs }) => estimateMs !== undefined)) return;
  if (model.scenario.stages.some(({ demands }) => Object.keys(demands).length > 0)) return;
  const hops = hopsToSink(model.scenario);
  const own = hops.get(stage.script.name) ?? 0;
  for (const other of model.stages.values()) {
    if (other === stage || other.stop !== undefined) continue;
    if (!isDue(model, other) || isJustDue(model, other) || !maySchedule(model, other)) continue;
    if (other.attempt === 0 && other.script.when !== undefined) continue;
    rule((hops.get(other.script.name) ?? 0) <= own, `${other.script.name} has more to come and starts first`, event);
  }
}

/** §3.9: an attempt failed, and another one follows. */
export function acceptRetrying(model: RunModel, stage: StageModel, event: RunEventOf<"stage.retrying">): void {
  const { script, place, attempt } = stage;
  rule(mayRetry(stage), "a stage is retried after a failed attempt, while its limit and the run allow it", event);
  if (script.retry.decides) {
    const decision = attemptScript(script, attempt).retry;
    const since = place.kind === "askingRetry" ? place.since : model.now;
    const at = since + (decision.afterMs ?? Number.POSITIVE_INFINITY);
    rule(at === model.now && agrees(decision), "a stage is retried when its retry.when says so", event);
  }
  rule(event.attempt === attempt && event.nextAttempt === attempt + 1, "attempts are counted from 1", event);
  const longest = longestDelayMs(script.retry, attempt);
  const right = script.retry.jitter ? event.delayMs >= 0 && event.delayMs <= longest : event.delayMs === longest;
  rule(right, `the delay is ${script.retry.jitter ? "at most " : ""}${longest} ms`, event);
  stage.place = { kind: "backingOff", until: model.now + event.delayMs };
}

/** `exponential` doubles the delay with each attempt; `maxDelay` is its upper bound. */
function longestDelayMs({ delayMs, backoff, maxDelayMs }: RetryScript, attempt: number): number {
  const grown = backoff === "exponential" ? delayMs * 2 ** (attempt - 1) : delayMs;
  return Math.min(grown, maxDelayMs ?? Number.POSITIVE_INFINITY);
}

/** Its last attempt is done and failed, and nothing forbids another. */
export function mayRetry(stage: StageModel): boolean {
  const { script, place, attempt, served, stop } = stage;
  const done = place.kind === "askingRetry" || (place.kind === "between" && stage.attempt > 0);
  if (!done || !attemptFailed(stage) || served || attempt > script.retry.limit) return false;
  return stop === undefined || !stop.sure;
}
