/** One thing that is done to a run, and when. */
export interface Control {
  readonly moment:
    | { readonly kind: "time"; readonly afterMs: number }
    /** As the event is told, in the same turn. */
    | { readonly kind: "event"; readonly count: number }
    /** In a stage's function. */
    | { readonly kind: "call"; readonly count: number }
    /** In the turn in which the run is started. */
    | { readonly kind: "atOnce" };
  readonly action:
    | { readonly kind: "pause" }
    | { readonly kind: "resume" }
    | { readonly kind: "cancel" }
    | { readonly kind: "abort" }
    | { readonly kind: "dispose" }
    | { readonly kind: "cancelStage"; readonly stage: string };
}

export const ABORT_REASON = "aborted from outside";
export const CANCEL_REASON = "cancelled from outside";
export const CANCEL_STAGE_REASON = "one cancelled from outside";
