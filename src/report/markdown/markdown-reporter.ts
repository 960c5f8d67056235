import type { ReporterFactory } from "../reporter.ts";
import { markdownDocument } from "./markdown-document.ts";

/** Writes a document in GitHub's Markdown when the run has ended: for a comment, a wiki or a job's summary. */
export const createMarkdownReporter: ReporterFactory = ({ output }) => ({
  onEnd: (view) => output.write(markdownDocument(view)),
});
