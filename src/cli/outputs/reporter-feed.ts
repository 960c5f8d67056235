import { inspect } from "node:util";
import type { RunEvent } from "../../model/run-event.ts";
import type { Around } from "../../model/tracing.ts";
import type { View } from "../../model/view.ts";
import type { Reporter, ReporterOutput } from "../../report/reporter.ts";
import type { Output } from "./output.ts";

/** A reporter at work. */
export interface OpenReporter {
  readonly name: string;
  readonly reporter: Reporter;
  readonly output: Output;
}

/** Hands events to reporters. One that throws, or whose output fails, is dropped; the others go on. */
export interface ReporterFeed {
  /** Never throws. */
  next(event: RunEvent, view: View, line: string): void;
  /** Time has passed. Never throws. */
  tick(now: number): void;
  /** Lets something else write to the terminal, beside what is drawn there. */
  aside(write: () => void): void;
  /** Calls a function of a stage with all that reporters have around it. */
  readonly around: Around;
  /** Called after the last event; resolves when all is written, with whether every report is whole. */
  finish(): Promise<"whole" | "incomplete">;
}

/** @param stderr Where it is told that a reporter threw; an output tells of its failure itself. */
export function createReporterFeed(reporters: readonly OpenReporter[], stderr: ReporterOutput): ReporterFeed {
  let live = reporters;
  let picture: View | undefined;
  const drop = (reporter: OpenReporter, error: unknown) => {
    live = live.filter((other) => other !== reporter);
    stderr.write(`stagewright: the reporter ${reporter.name} failed and is left out: ${inspect(error)}\n`);
  };
  /** Calls a hook of each reporter that is still whole. */
  const each = (call: (reporter: Reporter) => void) => {
    for (const reporter of live) {
      if (reporter.output.state === "failed") continue;
      try {
        call(reporter.reporter);
      } catch (error) {
        drop(reporter, error);
      }
    }
  };
  return {
    next(event, view, line) {
      picture = view;
      each((reporter) => reporter.onEvent?.(event, view, line));
    },
    tick(now) {
      const view = picture;
      if (view !== undefined && view.finishedAt === undefined) each((reporter) => reporter.onTick?.(view, now));
    },
    aside(write) {
      // Only one draws: two would write into one another.
      const drawing = live.find(({ reporter }) => reporter.aside !== undefined);
      if (drawing?.reporter.aside === undefined) write();
      else drawing.reporter.aside(write);
    },
    around: (call, callback) =>
      live.reduce((inner, { reporter: { around } }) => (around ? () => around(call, inner) : inner), callback)(),
    async finish() {
      for (const reporter of live) {
        try {
          if (picture !== undefined) await reporter.reporter.onEnd?.(picture);
        } catch (error) {
          drop(reporter, error);
        }
      }
      await Promise.all(reporters.map(({ output }) => output.finish()));
      const isWhole = live.length === reporters.length && live.every(({ output }) => output.state === "open");
      return isWhole ? "whole" : "incomplete";
    },
  };
}
