import { syncBuiltinESMExports } from "node:module";
import { currentStageScope } from "../../execute/stage-scope.js";
/** Code of a stage called `process.exit`. It is refused: the stages must be torn down first. */
export class ProcessExitError extends Error {
    name = "ProcessExitError";
    code = "process-exit";
}
/**
 * Catches what would end the process from within, until it is disposed: errors
 * that nothing else catches, unhandled rejections, and calls of `process.exit`,
 * which throw. Each fails the stage that it comes from.
 *
 * @param onStray Gets the errors that belong to no stage, or to one that is over.
 */
export function watchStrayErrors(host, onStray) {
    const told = new WeakSet();
    const tell = (error) => {
        if (currentStageScope()?.fail(error) !== true)
            onStray(error);
    };
    // An exit was told where it was called, since the caller may catch what that throws.
    const onUncaught = (error) => {
        if (!(error instanceof ProcessExitError && told.has(error)))
            tell(error);
    };
    const exit = host.exit;
    const refuseExit = (code) => {
        // Modules may have kept it from an earlier watch.
        if (host.exit !== refuseExit)
            return host.exit(code);
        const called = `process.exit(${code ?? ""}) was called`;
        const error = new ProcessExitError(`${called}; throw an error instead, so that every stage is torn down`);
        // Its stack begins where the exit was called.
        Error.captureStackTrace(error, refuseExit);
        told.add(error);
        tell(error);
        throw error;
    };
    replaceExit(host, refuseExit);
    host.on("uncaughtException", onUncaught);
    host.on("unhandledRejection", onUncaught);
    return {
        [Symbol.dispose]() {
            host.off("uncaughtException", onUncaught);
            host.off("unhandledRejection", onUncaught);
            replaceExit(host, exit);
        },
    };
}
function replaceExit(host, exit) {
    host.exit = exit;
    // For those who `import { exit } from "node:process"`.
    syncBuiltinESMExports();
}
