/** How long after its begin an operation may still be sent. */
export const SEND_WINDOW_MS = 5_000;
/** Between the end of a call and the moment at which somebody else looks. */
export const RECOVERY_GRACE_MS = 5_000;
