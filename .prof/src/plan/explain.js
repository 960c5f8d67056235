import { toSkipReport } from "../model/report.js";
import { createNameHint } from "./name-hint.js";
import { openEdgesOf } from "./open-edges.js";
import { stageInWords } from "./stage-in-words.js";
/**
 * Tells from the picture of a run, a live one or one that is over, what a stage
 * waits for, why it was skipped, or what became of it.
 *
 * @throws {RangeError} when there is no such stage.
 */
export function explain(view, name) {
    const stage = view.stages.get(name);
    if (stage === undefined) {
        throw new RangeError(`There is no stage "${name}"${createNameHint("stages", [...view.stages.keys()])(name)}`);
    }
    const waitsFor = openEdgesOf(view, stage);
    return {
        stage: name,
        state: stage.state,
        waitsFor,
        ...(stage.skip !== undefined && { skip: toSkipReport(view, stage.skip) }),
        text: stageInWords(view, stage, waitsFor),
    };
}
