import { AsyncLocalStorage } from "node:async_hooks";
const storage = new AsyncLocalStorage();
/** The scope of the stage whose function, timer or promise callback is running; undefined outside of all. */
export function currentStageScope() {
    return storage.getStore();
}
/** Calls a function of a stage so that all it starts is known to be the stage's. */
export function runInScope(scope, callback, argument) {
    return storage.run(scope, callback, argument);
}
