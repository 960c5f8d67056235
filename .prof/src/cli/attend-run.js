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
import { inspect } from "node:util";
import { describeOpenHandles } from "./describe-open-handles.js";
import { ExitCode, exitCodeOf } from "./exit-code.js";
import { awaitQuiet } from "./process/await-quiet.js";
import { holdOpen } from "./process/hold-open.js";
import { watchSignals } from "./process/watch-signals.js";
import { watchStrayErrors } from "./process/watch-stray-errors.js";
import { stopOnSignals } from "./stop-on-signals.js";
import { stopOnTimeout } from "./stop-on-timeout.js";
/** Lives with a run from its start until the process may end; returns the exit code. */
export async function attendRun(hosted, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { io, feed, handles } = options;
        // While stray errors are watched, the host's is another one.
        const { exit } = io.host;
        let onStray = hosted.reportError;
        const _ = __addDisposableResource(env_1, watchStrayErrors(io.host, (error) => onStray(error)), false);
        const { exitCode, isForced } = await awaitEnd(hosted, { ...options, leave: exit });
        const late = [];
        onStray = (error) => {
            late.push(error);
            io.stderr.write(`stagewright: thrown when the run was over: ${inspect(error)}\n`);
        };
        const reports = await feed.finish();
        // Whoever forces the end of a run waits for nothing any more.
        if (!isForced && (await awaitQuiet(io.host)) === "busy")
            io.stderr.write(describeOpenHandles(handles.open()));
        return reports === "whole" && late.length === 0 ? exitCode : Math.max(exitCode, ExitCode.failed);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** Waits for the end of a run, which signals and the timeout may bring nearer. */
async function awaitEnd({ run }, { io, stop, timeoutMs, leave }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const _hold = __addDisposableResource(env_2, holdOpen(), false);
        const bySignal = __addDisposableResource(env_2, stopOnSignals(run, io), false);
        const _timeout = __addDisposableResource(env_2, stopOnTimeout(timeoutMs, (reason) => {
            // A run that is being stopped already keeps its reason.
            if (bySignal.signals.length === 0)
                stop.abort(reason);
        }), false);
        const { status } = await run.report;
        const [first, second] = bySignal.signals;
        const exitCode = exitCodeOf(status, stop.signal.aborted ? undefined : first);
        // From now on, to the end of the process, a signal no longer changes the result. There
        // is no moment in which nobody listens: it would end the process without its reports.
        watchSignals(io.host, () => leave(exitCode));
        return { exitCode, isForced: second !== undefined };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
}
