import { randomUUID } from 'node:crypto';
import { createClient, type Client, type components } from '@interlock/client';

type Schemas = components['schemas'];
type Amount = Schemas['Amount'];
export type Order = Schemas['Order'];
export type OrderBody = Schemas['CreateOrder'];
export type TimelineEntry = Schemas['Timeline']['transitions'][number];

/** A merchant's server, by the client that is generated from the API's description. Every refusal is thrown, as an `ApiProblem`. */
export class Merchant {
  private readonly client: Client;

  constructor(url: string, apiKey: string) {
    this.client = createClient({ url, apiKey });
  }

  /** Gives the order command. `replayed`: the order was there already. */
  async sell(body: OrderBody): Promise<{ readonly order: Order; readonly replayed: boolean }> {
    const { data, response } = await this.client.POST('/v1/orders', { body });
    return { order: present(data), replayed: response.headers.get('idempotent-replayed') === 'true' };
  }

  async order(id: string): Promise<Order> {
    return present((await this.client.GET('/v1/orders/{id}', { params: { path: { id } } })).data);
  }

  async orderOf(merchantOrderNo: string): Promise<Order> {
    const { data } = await this.client.GET('/v1/orders', { params: { query: { merchantOrderNo } } });
    return present(data?.orders[0]);
  }

  async timeline(id: string): Promise<readonly TimelineEntry[]> {
    return present((await this.client.GET('/v1/orders/{id}/timeline', { params: { path: { id } } })).data).transitions;
  }

  async cancel(id: string): Promise<void> {
    await this.client.POST('/v1/orders/{id}/cancel', { params: { path: { id } }, body: {} });
  }

  /** Whole where no amount is named. */
  async refund(id: string, refundNo: string, amount?: Amount): Promise<void> {
    const body = { refundNo, ...(amount === undefined ? {} : { amount }) };
    await this.client.POST('/v1/orders/{id}/refunds', { params: { path: { id } }, body });
  }

  async capture(id: string, amount: Amount): Promise<void> {
    await this.client.POST('/v1/orders/{id}/captures', { params: { path: { id }, ...withKey() }, body: { amount } });
  }

  async increment(id: string, amount: Amount): Promise<void> {
    await this.client.POST('/v1/orders/{id}/increments', { params: { path: { id }, ...withKey() }, body: { amount } });
  }

  async tip(id: string, amount: Amount): Promise<void> {
    await this.client.POST('/v1/orders/{id}/tip', { params: { path: { id }, ...withKey() }, body: { amount } });
  }

  async void(id: string): Promise<void> {
    await this.client.POST('/v1/orders/{id}/void', { params: { path: { id }, ...withKey() }, body: {} });
  }

  async closeBatch(body: Schemas['CloseBatch']): Promise<Schemas['Batch']> {
    return present((await this.client.POST('/v1/batches', { params: withKey(), body })).data);
  }
}

/** What is repeated is repeated under the same key; nothing of the demo's is. */
const withKey = () => ({ header: { 'Idempotency-Key': randomUUID() } });

function present<T>(data: T | undefined): T {
  if (data === undefined) throw new TypeError('the answer holds nothing');
  return data;
}
