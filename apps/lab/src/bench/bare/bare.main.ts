import { createPool } from '@interlock/persistence';
import fastify from 'fastify';
import { run, type Run, type RunResult } from '../load/runs.js';
import { answerRequests } from '../program.js';
import { PayCall, type UpayAccount } from './pay-call.js';
import type { SampleSale } from './sample-sale.js';
import { SaleWrites } from './sale-writes.js';

export type BareRequest =
  | { readonly type: 'open'; readonly databaseUrl: string; readonly sample: SampleSale; readonly account: UpayAccount }
  /** The two writes alone: no HTTP on either side. */
  | { readonly type: 'write'; readonly run: Run };
export type BareResult = { readonly type: 'opened'; readonly origin: string } | ({ readonly type: 'written' } & RunResult);

let writes: SaleWrites | undefined;

/** What a sale costs without a framework: Fastify, `pg` with the gateway's own pool, `undici`. It checks nothing and decides nothing, not even about a notification. */
answerRequests<BareRequest, BareResult>(async (request) => {
  if (request.type === 'open') {
    writes = new SaleWrites(createPool(request.databaseUrl, { applicationName: 'interlock bare' }), request.sample);
    return { type: 'opened', origin: await open(writes, request.account) };
  }
  const opened = writes;
  if (opened === undefined) throw new Error('nothing was opened');
  return { type: 'written', ...(await run(request.run, async (orderNo) => opened.finish(await opened.begin(orderNo), REFERENCE))) };
});

/** Of the length that the provider's own have. */
const REFERENCE = '7895200000000001';

async function open(writing: SaleWrites, account: UpayAccount): Promise<string> {
  const app = fastify();
  // Known once it listens, which is before anybody asks.
  let origin = '';
  const provider = new PayCall(account, () => `${origin}/hooks`);
  app.post<{ Body: { merchantOrderNo: string } }>('/v1/orders', async ({ body }, reply) => {
    const begun = await writing.begin(body.merchantOrderNo);
    const reference = await provider.pay(begun.providerKey);
    await writing.finish(begun, reference);
    return reply.code(201).send({ id: begun.orderId, state: 'paid', reference });
  });
  // The provider notifies this one too, and is content to hear so.
  app.post('/hooks', (_request, reply) => reply.type('text/plain').send('success'));
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return origin;
}
