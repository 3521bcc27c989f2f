import { Pool } from 'undici';
import { answerRequests } from '../program.js';
import { saleBody } from './sale-body.js';
import { run, type Run, type RunResult } from './runs.js';

/** Who is asked: the gateway, or the bare handler, which takes the same request. */
export interface LoadRequest {
  readonly origin: string;
  readonly apiKey: string;
  readonly run: Run;
}

const pools = new Map<string, Pool>();

/** A process of its own, so that making the load costs neither target its turn of the event loop. */
answerRequests<LoadRequest, RunResult>(async ({ origin, apiKey, run: asked }) => {
  const pool = pools.get(origin) ?? new Pool(origin, { connections: null, pipelining: 1 });
  pools.set(origin, pool);
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return run(asked, async (orderNo) => {
    const { statusCode, body } = await pool.request({ method: 'POST', path: '/v1/orders', headers, body: saleBody(orderNo) });
    const text = await body.text();
    if (statusCode !== 201 || !text.includes('"state":"paid"')) throw new Error(`${orderNo}: ${String(statusCode)} ${text.slice(0, 500)}`);
  });
});
