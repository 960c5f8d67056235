import type { RunEvent } from "../../src/model/run-event.ts";
import { applyEvent, createView } from "../../src/model/view.ts";
import type { ReporterContext, ReporterFactory } from "../../src/report/reporter.ts";

/** What a reporter writes of a run. */
export async function play(
  createReporter: ReporterFactory,
  events: readonly RunEvent[],
  options: Partial<Omit<ReporterContext, "output">> = {},
): Promise<string> {
  let written = "";
  const output = {
    write(text: string) {
      written += text;
    },
  };
  const reporter = createReporter({ output, color: false, unicode: true, ...options });
  const view = createView();
  for (const event of events) {
    applyEvent(view, event);
    reporter.onEvent?.(event, view, JSON.stringify(event));
  }
  await reporter.onEnd?.(view);
  return written;
}
