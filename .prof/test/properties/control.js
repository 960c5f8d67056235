export const ABORT_REASON = "aborted from outside";
export const CANCEL_REASON = "cancelled from outside";
export const CANCEL_STAGE_REASON = "one cancelled from outside";
