/**
 * `refund_request_no` holds 20 characters: the sequence in base 36 at full width makes it unique in a database, and six hex digits of the operation's
 * own id keep two databases over one account (a restored or a fresh one) from giving the same number to two intents.
 */
export function refundKey(operationId: string, sequence: bigint): string {
  return `R${sequence.toString(36).padStart(13, '0')}${operationId.replaceAll('-', '').slice(-6)}`;
}

/** Whether a refund's number may be one that `refundKey` gave. */
export function isRefundKey(refundNo: string): boolean {
  return /^R[0-9a-z]{13}[0-9a-f]{6}$/.test(refundNo);
}
