import { missignedJson, signedJson } from './codepay.signing.js';
import type { CodepaySettings } from './codepay.settings.js';
import type { Delivery } from '../core/notifier.js';
import type { SandboxContext } from '../core/twin.js';
import type { Numbers } from './numbers.js';
import type { Sale, Transaction } from './transactions.js';
import { viewOf } from './views.js';

/** At once, then 14 times in about 12 hours (Transaction result notification). */
const SCHEDULE_MS = [0, 5, 10, 15, 30, 60, 180, 600, 900, 1_800, 1_800, 1_800, 10_800, 10_800, 10_800].map((seconds) => seconds * 1_000);
const EXPECTED = 'success';

/** Transaction result notifications: flat JSON to `notify_url`, signed with the gateway's key whatever the caller's own mode is. */
export class Notifications {
  constructor(
    private readonly context: SandboxContext,
    private readonly settings: CodepaySettings,
    private readonly numbers: Numbers,
  ) {}

  opened(transaction: Transaction): void {
    const delivery = this.#delivery(transaction);
    if (delivery !== undefined) this.context.notifier.opened(delivery);
  }

  /** The transaction reached a final state. */
  ended(transaction: Transaction): void {
    const delivery = this.#delivery(transaction);
    if (delivery !== undefined) this.context.notifier.notify(delivery);
  }

  #delivery(transaction: Transaction): Delivery | undefined {
    const { app, notifyUrl, method } = transaction;
    if (notifyUrl === undefined) return undefined;
    const told = viewOf(transaction); // a later delivery repeats what was true when the notification was made
    const paid = { ...told, trans_status: 2, paid_amount: told.trans_amount };
    const requestId = this.numbers.psn();
    return {
      provider: 'codepay',
      operation: method,
      keys: [transaction.merchantOrderNo, transaction.transNo],
      url: notifyUrl,
      scheduleMs: SCHEDULE_MS,
      magic: saleOf(transaction).magic,
      compose: (forged) => {
        const body = {
          app_id: app.appId,
          charset: 'UTF-8',
          format: 'JSON',
          sign_type: 'RSA2',
          version: '1.0',
          timestamp: String(this.context.clock.now()),
          method: this.settings.notificationMethod,
          http_request_id: requestId,
          merchant_no: app.merchantNo,
          ...(forged ? paid : told),
        };
        const sign = forged ? missignedJson : signedJson;
        return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: sign(body, app.gatewayKey) };
      },
      acknowledged: ({ status, body }) => status === 200 && body === EXPECTED,
    };
  }
}

function saleOf(transaction: Transaction): Sale {
  return transaction.kind === 'sale' ? transaction : transaction.sale;
}
