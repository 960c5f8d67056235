import { isRequiredFailure, type StageReport, toReport } from "../../model/report.ts";
import type { StageError } from "../../model/serialized-error.ts";
import { markdownDocument } from "../markdown/markdown-document.ts";
import { createPlainReporter } from "../plain/plain-reporter.ts";
import type { ReporterFactory } from "../reporter.ts";
import { breakCommands } from "../text/break-commands.ts";
import { errorPlace } from "../text/error-place.ts";
import { errorHead, stageErrorLines } from "../text/error-text.ts";
import { stageWarnings } from "../text/stage-warnings.ts";
import { type Annotation, annotationText } from "./annotation.ts";

/**
 * For GitHub Actions: the lines of `plain`, an annotation for each failure and
 * each warning, at the line of source it comes from, and the `markdown` document
 * as the job's summary.
 */
export const createGithubReporter: ReporterFactory = (context) => {
  const plain = createPlainReporter(context);
  const { output, jobSummary, root } = context;
  return {
    onEvent: (event, view, line) => plain.onEvent?.(event, view, line),
    async onEnd(view) {
      await plain.onEnd?.(view);
      const { stages, errors = [] } = toReport(view);
      const annotations = [
        ...stages.flatMap((stage) => annotationsOf(stage, root)),
        ...errors.map((error): Annotation => ({ level: "error", title: "The run", message: errorHead(error) })),
      ];
      output.write(breakCommands(annotations.map((annotation) => `${annotationText(annotation)}\n`).join("")));
      jobSummary?.write(markdownDocument(view));
    },
  };
};

function annotationsOf(stage: StageReport, root: string | undefined): readonly Annotation[] {
  const { name, errors, attempts } = stage;
  const [first] = errors;
  const place = first && placeOf(first, root);
  const title = `stage ${name}`;
  if (isRequiredFailure(stage)) {
    const lines = errors.flatMap((error) => stageErrorLines(error, attempts.length));
    return [{ level: "error", title, message: lines.length === 0 ? "failed" : lines.join("\n"), ...place }];
  }
  return stageWarnings(stage).map((message) => ({ level: "warning", title, message, ...place }));
}

/** Annotations know files by their paths in the repository. */
function placeOf(error: StageError, root: string | undefined) {
  const place = errorPlace(error);
  if (place === undefined || root === undefined || !place.file.startsWith(`${root}/`)) return {};
  return { file: place.file.slice(root.length + 1), line: place.line };
}
