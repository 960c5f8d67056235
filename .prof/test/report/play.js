import { applyEvent, createView } from "../../src/model/view.js";
/** What a reporter writes of a run. */
export async function play(createReporter, events, options = {}) {
    let written = "";
    const output = {
        write(text) {
            written += text;
        },
    };
    const reporter = createReporter({ output, color: false, ...options });
    const view = createView();
    for (const event of events) {
        applyEvent(view, event);
        reporter.onEvent?.(event, view, JSON.stringify(event));
    }
    await reporter.onEnd?.(view);
    return written;
}
