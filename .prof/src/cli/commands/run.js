var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import { join, resolve } from "node:path";
import { StagewrightError } from "../../model/problem.js";
import { readJournal } from "../../run/journal-reader.js";
import { hostRun } from "../../run/start-run.js";
import { attendRun } from "../attend-run.js";
import { ExitCode } from "../exit-code.js";
import { loadRunnable } from "../load-runnable.js";
import { DEFAULT_JOURNALS } from "../options/options-schema.js";
import { openReporters, withConsole } from "../outputs/open-reporters.js";
import { pipelineName } from "../pipeline-name.js";
import { watchHandles } from "../process/watch-handles.js";
import { refuse } from "../refuse.js";
import { replayJournal } from "../replay-journal.js";
/** Loads a folder and runs its stages. */
export const run = async (input, io) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { options } = input;
        const requests = withConsole(options.reporters ?? []);
        const journals = resolve(io.cwd, options.journal ?? DEFAULT_JOURNALS);
        const feed = await openReporters(requests, io);
        const loaded = await loadRunnable(input, { io, requests, journals });
        if ("problems" in loaded)
            return refuse(loaded.problems, io);
        const { stages, selection, note } = loaded;
        if (note !== undefined)
            io.stderr.write(`stagewright: ${note}\n`);
        if (selection === undefined)
            return ExitCode.passed;
        const stop = new AbortController();
        const pipeline = options.pipeline ?? pipelineName(io.cwd);
        const runOptions = { ...toRunOptions(options), stages, selection, pipeline, journal: journals, signal: stop.signal };
        const handles = __addDisposableResource(env_1, watchHandles(), false);
        let journalState = "whole";
        const hosted = start(runOptions, {
            onEvent: feed.next,
            onJournalFailure: ({ message }) => {
                journalState = "broken";
                io.stderr.write(`stagewright: the journal has failed: ${message}\n`);
            },
        });
        if ("problems" in hosted)
            return refuse(hosted.problems, io);
        // Nothing is written to the journal before this turn ends.
        if (options.resume !== undefined)
            replayJournal(readJournal(join(journals, `${hosted.run.id}.ndjson`)).entries, feed);
        const exitCode = await attendRun(hosted, { io, feed, handles, stop, timeoutMs: options.timeout });
        return journalState === "whole" ? exitCode : Math.max(exitCode, ExitCode.failed);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
};
/** The options that a run takes as they are. */
function toRunOptions(options) {
    const { concurrency, failFast, grace, pools, runId, redact, resume } = options;
    return {
        ...(concurrency !== undefined && { concurrency }),
        ...(failFast !== undefined && { failFast }),
        ...(grace !== undefined && { grace }),
        ...(pools !== undefined && { pools }),
        ...(runId !== undefined && { runId }),
        ...(redact !== undefined && { redact }),
        ...(resume !== undefined && { resume }),
    };
}
function start(options, observer) {
    try {
        return hostRun(options, observer);
    }
    catch (error) {
        if (error instanceof StagewrightError)
            return { problems: error.problems };
        throw error;
    }
}
