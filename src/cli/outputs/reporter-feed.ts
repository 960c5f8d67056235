import { inspect } from "node:util";
import type { RunEvent } from "../../model/run-event.ts";
import type { View } from "../../model/view.ts";
import type { Reporter, ReporterOutput } from "../../report/reporter.ts";
import type { ReporterName } from "../../report/reporters.ts";
import type { Output } from "./output.ts";

/** A reporter at work. */
export interface OpenReporter {
  readonly name: ReporterName;
  readonly reporter: Reporter;
  readonly output: Output;
}

/** Hands events to reporters. One that throws, or whose output fails, is dropped; the others go on. */
export interface ReporterFeed {
  /** Never throws. */
  next(event: RunEvent, view: View, line: string): void;
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
  return {
    next(event, view, line) {
      picture = view;
      for (const reporter of live) {
        if (reporter.output.state === "failed") continue;
        try {
          reporter.reporter.onEvent?.(event, view, line);
        } catch (error) {
          drop(reporter, error);
        }
      }
    },
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
