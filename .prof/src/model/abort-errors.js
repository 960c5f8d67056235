/** Why a stage was stopped from outside. Also the reason of the signal that its function sees. */
export class CancelledError extends Error {
    name = "CancelledError";
    code = "cancelled";
}
/** A phase took longer than its timeout. Also the reason of the signal that its function sees. */
export class PhaseTimeoutError extends Error {
    name = "PhaseTimeoutError";
    code = "phase-timeout";
}
