import { gatewayTime } from './numbers.js';
import { technicalError, type Gateway } from './operations.js';
import { isFinal, type GatewayError, type Transaction, type TransStatus } from './transactions.js';

/** What family B answers: the processor's own verdict, beside the gateway's `code`. */
export interface Verdict {
  readonly resp_msg: string;
  readonly resp_code: string;
  readonly trans_time: string;
  readonly trans_status: TransStatus;
}

export function verdictWith({ settings }: Gateway, error: GatewayError | undefined, status: TransStatus, atMs: number): Verdict {
  const { code, text } = error ?? settings.approval;
  return { resp_msg: `[${code}]${text}`, resp_code: code, trans_time: gatewayTime(atMs), trans_status: status };
}

/** Of a transaction; one that has not ended has no verdict yet, only its state. */
export function verdictOf(gateway: Gateway, transaction: Transaction): object {
  const { transNo: trans_no, authNo: auth_no, status, error, endAtMs, createdAtMs } = transaction;
  if (!isFinal(status)) return { trans_no, trans_time: gatewayTime(createdAtMs), trans_status: status };
  const closed = status === 1 ? (error ?? gateway.settings.errors.declined) : undefined;
  return { ...verdictWith(gateway, closed, status, endAtMs ?? createdAtMs), trans_no, auth_no };
}

/** The same to the call that made it. Throws `Refusal` where the gateway keeps its end to itself. */
export function answerOf(gateway: Gateway, transaction: Transaction): object {
  if (transaction.blindQueries > 0) throw technicalError(gateway);
  return verdictOf(gateway, transaction);
}
