import { missignedJson, signedJson } from './codepay.signing.js';
import type { App } from './apps.js';
import type { CodepaySettings } from './codepay.settings.js';
import type { Letter, Mailbox } from '../core/notifier.js';
import type { SandboxContext } from '../core/twin.js';
import type { Numbers } from './numbers.js';
import type { Transaction, Transactions } from './transactions.js';
import { viewOf, type TransactionView } from './views.js';

/** At once, then 14 times in about 12 hours (Transaction result notification). */
const SCHEDULE_MS = [0, 5, 10, 15, 30, 60, 180, 600, 900, 1_800, 1_800, 1_800, 10_800, 10_800, 10_800].map((seconds) => seconds * 1_000);
const EXPECTED = 'success';

interface Content {
  readonly appId: string;
  readonly requestId: string;
  /** What was true when the notification was made: a later delivery repeats it. */
  readonly told: TransactionView;
}

/** Transaction result notifications: flat JSON to `notify_url`, signed with the gateway's key whatever the caller's own mode is. */
export class Notifications {
  readonly #mailbox: Mailbox<Content>;

  constructor(
    { notifier, clock }: SandboxContext,
    settings: CodepaySettings,
    private readonly numbers: Numbers,
    private readonly transactions: Transactions,
    private readonly appOf: (appId: string) => App,
  ) {
    this.#mailbox = notifier.mailbox<Content>('codepay', 'codepay', {
      scheduleMs: SCHEDULE_MS,
      compose: ({ appId, requestId, told }, forged) => {
        const app = appOf(appId);
        const body = {
          app_id: appId,
          charset: 'UTF-8',
          format: 'JSON',
          sign_type: 'RSA2',
          version: '1.0',
          timestamp: String(clock.now()),
          method: settings.notificationMethod,
          http_request_id: requestId,
          merchant_no: app.merchantNo,
          ...told,
          ...(forged ? { trans_status: 2, paid_amount: told.trans_amount } : {}),
        };
        const sign = forged ? missignedJson : signedJson;
        return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: sign(body, app.gatewayKey) };
      },
      acknowledged: ({ status, body }) => status === 200 && body === EXPECTED,
    });
  }

  opened(transaction: Transaction): void {
    const letter = this.#letter(transaction);
    if (letter !== undefined) this.#mailbox.opened(letter);
  }

  /** The transaction reached a final state. */
  ended(transaction: Transaction): void {
    const letter = this.#letter(transaction);
    if (letter !== undefined) this.#mailbox.notify(letter);
  }

  #letter(transaction: Transaction): Letter<Content> | undefined {
    const { notifyUrl: url, method: operation, magic, appId, merchantOrderNo, transNo } = transaction;
    if (url === undefined) return undefined;
    const told = viewOf(transaction, this.transactions, this.appOf(appId).profile.capturedStatus);
    return { operation, keys: [merchantOrderNo, transNo], url, magic, content: { appId, requestId: this.numbers.psn(), told } };
  }
}
