import type { RunEvent } from "../model/run-event.ts";
import type { ReporterContext, ReporterFactory } from "../report/reporter.ts";
import { readJournal } from "../run/journal-reader.ts";
import { replayToTheEnd } from "../run/replay.ts";

/**
 * What a reporter writes of a recorded run: for tests of reporters. Where the
 * record ends before the run did, what it leaves open is interrupted.
 *
 * @param recorded The path of a journal, or its events.
 * @param context What the reporter is made with. Default: no colour, Unicode, no terminal.
 * @throws {StagewrightError} where the journal cannot be read.
 * @example
 * expect(await playReporter(createDotReporter, "test/failed-run.ndjson")).toBe("..x failed\n");
 */
export async function playReporter(
  createReporter: ReporterFactory,
  recorded: string | readonly RunEvent[],
  context: Partial<Omit<ReporterContext, "output">> = {},
): Promise<string> {
  let written = "";
  const output = {
    write(text: string) {
      written += text;
    },
  };
  const reporter = createReporter({ output, color: false, unicode: true, ...context });
  const view = replayToTheEnd(entriesOf(recorded), (...told) => reporter.onEvent?.(...told));
  await reporter.onEnd?.(view);
  return written;
}

function entriesOf(recorded: string | readonly RunEvent[]) {
  if (typeof recorded === "string") return readJournal(recorded).entries;
  return recorded.map((event) => ({ event, line: JSON.stringify(event) }));
}
