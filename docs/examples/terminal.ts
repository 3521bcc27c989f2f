// A till, as small as it can safely be: activates itself, checks in, pays, finds out what became of a payment whose answer was lost, refunds.
// npm start prints lines to paste: TILL_URL=http://127.0.0.1:3000 VENDOR_SN=… VENDOR_KEY=… APP_ID=… CODE=… node docs/examples/terminal.ts
import { createHash, randomUUID } from 'node:crypto';

export interface Identity {
  readonly sn: string;
  readonly key: string;
}
interface Answer {
  readonly result_code: string;
  readonly biz_response?: Readonly<Record<string, string>> & { readonly data?: Readonly<Record<string, string>> };
}
/** `unknown`: nobody may hand the goods over, sell again, or give money back before a person has looked. */
export type Outcome = 'paid' | 'not_paid' | 'unknown';

/** What the wire needs; a test puts its own network and waits in. */
export const surroundings = {
  fetch: (url: string, init: RequestInit): Promise<Response> => fetch(url, init),
  pause: (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => performance.now(),
};
const [PAY_TIMEOUT_MS, QUERY_TIMEOUT_MS, QUERY_EVERY_MS, MERCHANT_TIMEOUT_MS] = [35_000, 20_000, 3_000, 120_000] as const;
const FINAL: Readonly<Record<string, Outcome>> = {
  ...{ PAID: 'paid', PARTIAL_REFUNDED: 'paid' },
  // REFUNDED: the merchant has nothing of it any more, so there is nothing to deliver on.
  ...{ PAY_CANCELED: 'not_paid', CANCELED: 'not_paid', REFUNDED: 'not_paid' },
};

/** The signature covers the bytes, so what is signed is what is sent. Undefined where no answer came, or none that can be read. */
async function send(url: string, path: string, { sn, key }: Identity, members: object, timeoutMs: number): Promise<Answer | undefined> {
  const body = JSON.stringify(members);
  const signature = createHash('md5').update(body, 'utf8').update(key, 'utf8').digest('hex');
  const headers = { 'content-type': 'application/json', authorization: `${sn} ${signature}` };
  try {
    const answer = await surroundings.fetch(`${url}${path}`, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
    return (await answer.json()) as Answer;
  } catch {
    return undefined;
  }
}

function identityOf(answer: Answer | undefined): Identity {
  const { terminal_sn: sn, terminal_key: key } = answer?.biz_response ?? {};
  if (sn === undefined || key === undefined) throw new Error(`no identity: ${JSON.stringify(answer)}`);
  return { sn, key };
}

/** Once in a till's life: a code of the merchant makes this device a terminal. The same code and device again are the same terminal. */
export async function activate(url: string, vendor: Identity, appId: string, code: string, deviceId: string): Promise<Identity> {
  return identityOf(await send(url, '/terminal/activate', vendor, { app_id: appId, code, device_id: deviceId }, PAY_TIMEOUT_MS));
}

export class Till {
  readonly #at: { readonly url: string; identity: Identity; readonly deviceId: string };
  constructor(url: string, identity: Identity, deviceId: string) {
    this.#at = { url, identity, deviceId };
  }

  /** Once a day, before the first payment: the next key, to be kept on the disk. After silence the same bytes again: they get the same key. */
  async checkIn(): Promise<void> {
    const ask = (): Promise<Answer | undefined> => this.ask('/terminal/checkin', { device_id: this.#at.deviceId }, QUERY_TIMEOUT_MS);
    this.#at.identity = identityOf((await ask()) ?? (await ask()));
  }

  /** `clientSn` is the till's own number of this payment, written down before it is sent and never used for another. Cents. */
  async pay(clientSn: string, cents: bigint, scanned: string, subject: string, operator: string): Promise<Outcome> {
    const members = { client_sn: clientSn, total_amount: String(cents), dynamic_id: scanned, subject, operator };
    const answer = await this.ask('/upay/v2/pay', members, PAY_TIMEOUT_MS);
    const { result_code: code, error_code: why } = answer?.biz_response ?? {};
    // An explicit no. A 500, silence, PAY_IN_PROGRESS and a number that was used before say nothing of the money.
    if (answer?.result_code === '400' || code === 'PAY_FAIL' || (code === 'FAIL' && why !== 'CLIENT_SN_CONFLICT')) return 'not_paid';
    return outcomeOf(answer) ?? this.findOut(clientSn);
  }

  /** Never sells again and never refunds on a guess: asks; past the merchant's patience cancels, which prevents a later success; asks again. */
  private async findOut(clientSn: string): Promise<Outcome> {
    const found = await this.asked(clientSn, MERCHANT_TIMEOUT_MS);
    if (found !== undefined) return found;
    await this.ask('/upay/v2/cancel', { client_sn: clientSn }, PAY_TIMEOUT_MS);
    return (await this.asked(clientSn, MERCHANT_TIMEOUT_MS)) ?? 'unknown';
  }

  private async asked(clientSn: string, withinMs: number): Promise<Outcome | undefined> {
    for (const deadline = surroundings.now() + withinMs; surroundings.now() < deadline; await surroundings.pause(QUERY_EVERY_MS)) {
      const outcome = outcomeOf(await this.ask('/upay/v2/query', { client_sn: clientSn }, QUERY_TIMEOUT_MS));
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  /** Sent again under the same number it moves no more money, so it is repeated until it is known. `unknown`: never under another number. */
  async refund(clientSn: string, refundNo: string, cents: bigint, operator: string): Promise<'refunded' | 'refused' | 'unknown'> {
    const members = { client_sn: clientSn, refund_request_no: refundNo, refund_amount: String(cents), operator };
    for (let tries = 0; tries < 5; tries += 1, await surroundings.pause(QUERY_EVERY_MS)) {
      const answer = await this.ask('/upay/v2/refund', members, PAY_TIMEOUT_MS);
      const { result_code: code, error_code: why, data } = answer?.biz_response ?? {};
      if (code === 'REFUND_SUCCESS' || why === 'UPAY_REFUND_ORDER_NOOP') return 'refunded';
      // The refund's own end is one whenever it is told; that a try was not taken says nothing of the tries before it.
      if (data?.['status'] === 'FAIL_CANCELED' || (tries === 0 && (answer?.result_code === '400' || code === 'FAIL'))) return 'refused';
    }
    return 'unknown';
  }

  private readonly ask = (path: string, members: object, timeoutMs: number): Promise<Answer | undefined> =>
    send(this.#at.url, path, this.#at.identity, { terminal_sn: this.#at.identity.sn, ...members }, timeoutMs);
}

/** Only what the order itself says is believed; undefined while it says nothing final. */
const outcomeOf = (answer: Answer | undefined): Outcome | undefined => FINAL[answer?.biz_response?.data?.['order_status'] ?? ''];

if (process.argv[1] === import.meta.filename) {
  const { TILL_URL = '', VENDOR_SN = '', VENDOR_KEY = '', APP_ID = '', CODE = '', SCANNED = '130818341921441147' } = process.env;
  const deviceId = randomUUID().slice(0, 13);
  const till = new Till(TILL_URL, await activate(TILL_URL, { sn: VENDOR_SN, key: VENDOR_KEY }, APP_ID, CODE, deviceId), deviceId);
  await till.checkIn();
  const clientSn = `TILL-${String(Date.now())}`;
  const outcome = await till.pay(clientSn, 1250n, SCANNED, 'Two coffees', 'ana');
  const refund = outcome === 'paid' ? await till.refund(clientSn, 'R-1', 500n, 'ana') : undefined;
  process.stdout.write(`${JSON.stringify({ clientSn, outcome, refund })}\n`);
}
