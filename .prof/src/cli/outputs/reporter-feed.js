import { inspect } from "node:util";
/** @param stderr Where it is told that a reporter threw; an output tells of its failure itself. */
export function createReporterFeed(reporters, stderr) {
    let live = reporters;
    let picture;
    const drop = (reporter, error) => {
        live = live.filter((other) => other !== reporter);
        stderr.write(`stagewright: the reporter ${reporter.name} failed and is left out: ${inspect(error)}\n`);
    };
    return {
        next(event, view, line) {
            picture = view;
            for (const reporter of live) {
                if (reporter.output.state === "failed")
                    continue;
                try {
                    reporter.reporter.onEvent?.(event, view, line);
                }
                catch (error) {
                    drop(reporter, error);
                }
            }
        },
        async finish() {
            for (const reporter of live) {
                try {
                    if (picture !== undefined)
                        await reporter.reporter.onEnd?.(picture);
                }
                catch (error) {
                    drop(reporter, error);
                }
            }
            await Promise.all(reporters.map(({ output }) => output.finish()));
            const isWhole = live.length === reporters.length && live.every(({ output }) => output.state === "open");
            return isWhole ? "whole" : "incomplete";
        },
    };
}
