import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export const TERMINAL_KEY = '68d499beda5f72116592f5c527465656';

interface Kept {
  readonly total: number;
  refunded: number;
  state: 'CREATED' | 'PAID' | 'CANCELED';
}
type Body = Readonly<Record<string, string>>;

/**
 * Enough of Upay's Web API over real HTTP for the gateway to take a payment by it. What is scanned is paid at once, what is shown as a code waits.
 * `hold` keeps every answer back until what it returns is called.
 */
export class ScriptedUpay {
  /** Bodies received, by endpoint. */
  readonly received: { readonly endpoint: string; readonly body: Body }[] = [];
  private readonly orders = new Map<string, Kept>();
  private held: Promise<void> = Promise.resolve();
  private readonly server = createServer((request, response) => {
    const endpoint = request.url?.split('/').at(-1) ?? '';
    void json(request).then(async (body) => {
      this.received.push({ endpoint, body: body as Body });
      await this.held;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ result_code: '200', biz_response: this.answer(endpoint, body as Body) }));
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  hold(): () => void {
    let release = (): void => undefined;
    this.held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  /** A notification as Upay sends it: the flat order view, signed over its bytes. */
  notification(
    clientSn: string,
    members: Readonly<Record<string, string>> = {},
  ): { readonly body: string; readonly authorization: string } {
    const body = JSON.stringify({ sn: `sn-${clientSn}`, client_sn: clientSn, order_status: 'PAID', ...members });
    return { body, authorization: createHash('md5').update(body).update(TERMINAL_KEY).digest('hex') };
  }

  private answer(endpoint: string, body: Body): object {
    const clientSn = body['client_sn'] ?? '';
    const kept = this.orders.get(clientSn);
    if (endpoint === 'pay' || endpoint === 'precreate') {
      const order: Kept = { total: Number(body['total_amount']), refunded: 0, state: endpoint === 'pay' ? 'PAID' : 'CREATED' };
      this.orders.set(clientSn, order);
      const qr = endpoint === 'pay' ? {} : { qr_code: 'https://qr.example.test/1' };
      return { result_code: endpoint === 'pay' ? 'PAY_SUCCESS' : 'PRECREATE_SUCCESS', data: { ...view(clientSn, order), ...qr } };
    }
    if (kept === undefined) return { result_code: 'FAIL', error_code: 'ORDER_NOT_EXISTS' };
    if (endpoint === 'refund') {
      const amount = Number(body['refund_amount']);
      kept.refunded += amount;
      const data = { ...view(clientSn, kept), refund_request_no: body['refund_request_no'], settlement_amount: String(amount) };
      return { result_code: 'REFUND_SUCCESS', data };
    }
    if (endpoint === 'cancel') kept.state = 'CANCELED';
    return { result_code: endpoint === 'cancel' ? 'CANCEL_SUCCESS' : 'SUCCESS', data: view(clientSn, kept) };
  }
}

function view(clientSn: string, { total, refunded, state }: Kept): Record<string, string> {
  const paid = refunded === 0 ? state : refunded === total ? 'REFUNDED' : 'PARTIAL_REFUNDED';
  return {
    sn: `sn-${clientSn}`,
    client_sn: clientSn,
    status: state === 'CREATED' ? 'IN_PROG' : 'SUCCESS',
    order_status: paid,
    total_amount: String(total),
    net_amount: state === 'CANCELED' ? '0' : String(total - refunded),
    payway_name: 'WeChat Pay',
  };
}
