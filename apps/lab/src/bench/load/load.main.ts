import { createHash } from 'node:crypto';
import { Pool } from 'undici';
import { answerRequests } from '../program.js';
import { saleBody, tillPayBody, tillSaleBody, type TillPlace } from './sale-body.js';
import { run, type Run, type RunResult } from './runs.js';

/** Who is asked: the gateway, or the bare handler, which takes the same request. */
export interface LoadRequest {
  readonly origin: string;
  readonly apiKey: string;
  /** Where the orders are a till's: by `/v1/orders` all the same, or, with the till's key, by the terminal door. */
  readonly till?: TillPlace & { readonly key?: string };
  readonly run: Run;
}

/** One request, and what its answer holds where the order is paid. */
interface Sale {
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
  readonly status: number;
  readonly paid: string;
}

const pools = new Map<string, Pool>();

/** A process of its own, so that making the load costs neither target its turn of the event loop. */
answerRequests<LoadRequest, RunResult>(async ({ origin, apiKey, till, run: asked }) => {
  const pool = pools.get(origin) ?? new Pool(origin, { connections: null, pipelining: 1 });
  pools.set(origin, pool);
  return run(asked, async (orderNo) => {
    const { path, authorization, body, status, paid } = saleOf(orderNo, apiKey, till);
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await pool.request({ method: 'POST', path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== status || !text.includes(paid))
      throw new Error(`${orderNo}: ${String(answer.statusCode)} ${text.slice(0, 500)}`);
  });
});

function saleOf(orderNo: string, apiKey: string, till: LoadRequest['till']): Sale {
  if (till?.key !== undefined) {
    const body = tillPayBody(orderNo, till);
    const signature = createHash('md5').update(body).update(till.key).digest('hex');
    return { path: '/upay/v2/pay', authorization: `${till.sn} ${signature}`, body, status: 200, paid: '"result_code":"PAY_SUCCESS"' };
  }
  const body = till === undefined ? saleBody(orderNo) : tillSaleBody(orderNo, till);
  return { path: '/v1/orders', authorization: `Bearer ${apiKey}`, body, status: 201, paid: '"state":"paid"' };
}
