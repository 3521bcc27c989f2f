import { hash } from 'node:crypto';
import { Pool } from 'undici';
import { PAYER_CODE } from '../load/sale-body.js';

/** The Upay account that the sales go to. */
export interface UpayAccount {
  /** `http://127.0.0.1:3100/upay` */
  readonly baseUrl: string;
  readonly terminalSn: string;
  readonly terminalKey: string;
}

/** Pay (Upay Web API), signed as the provider wants it, over connections that are kept. */
export class PayCall {
  readonly #pool: Pool;
  readonly #path: string;

  /** `notifyUrl`: where the provider tells a second later that the order is paid. */
  constructor(
    private readonly account: UpayAccount,
    private readonly notifyUrl: () => string,
  ) {
    const { origin, pathname } = new URL(account.baseUrl);
    this.#pool = new Pool(origin, { connections: null, pipelining: 1 });
    this.#path = `${pathname}/upay/v2/pay`;
  }

  /** Returns the provider's reference. Throws where the sale was not paid. */
  async pay(clientSn: string): Promise<string> {
    const { terminalSn, terminalKey } = this.account;
    const body = JSON.stringify({
      terminal_sn: terminalSn,
      client_sn: clientSn,
      total_amount: '12000',
      dynamic_id: PAYER_CODE,
      subject: 'Two coffees',
      operator: 'interlock',
      description: 'Two coffees',
      notify_url: this.notifyUrl(),
    });
    const answer = await this.#pool.request({
      method: 'POST',
      path: this.#path,
      headers: { 'content-type': 'application/json', authorization: `${terminalSn} ${hash('md5', body + terminalKey)}` },
      body,
    });
    const { biz_response: business } = (await answer.body.json()) as { biz_response?: { data?: { sn?: string; order_status?: string } } };
    const { sn, order_status: status } = business?.data ?? {};
    if (sn === undefined || status !== 'PAID') throw new Error(`not paid: ${String(answer.statusCode)} ${String(status)}`);
    return sn;
  }
}
