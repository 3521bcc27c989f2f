import type { RefusedNotifications } from '@interlock/orders';
import type { FastifyInstance } from 'fastify';
import { metric } from '@interlock/accounts';
import { Counter, Histogram, Registry } from 'prom-client';

/** Seconds; a sale takes as long as its provider, and some wait for a payer. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** How long the public port's answers took, by route and status. */
export function measure(server: FastifyInstance): Registry {
  const registry = new Registry();
  const requests = new Histogram({
    ...metric('interlock_http_request_seconds'),
    buckets: BUCKETS,
    registers: [registry],
  });
  server.addHook('onResponse', (request, reply, done) => {
    // The pattern, not the address: ids would make a series of each order.
    const route = request.routeOptions.url ?? 'none';
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  return registry;
}

/** The log shows a sample of them; this shows all. */
export function countRefused(registry: Registry, refused: RefusedNotifications): void {
  new Counter({
    ...metric('interlock_notifications_refused_total'),
    registers: [registry],
    collect() {
      this.reset();
      for (const [provider, count] of refused.byProvider) this.inc({ provider }, count);
    },
  });
}
