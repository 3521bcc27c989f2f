import type { RefusedNotifications } from '@interlock/orders';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Seconds; a sale takes as long as its provider, and some wait for a payer. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** The process's own figures, and how long the public port's answers took, by route and status. */
export function measure(server: FastifyInstance): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'interlock_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
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
    name: 'interlock_notifications_refused_total',
    help: 'Notifications whose signature did not verify, since the start',
    labelNames: ['provider'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [provider, count] of refused.byProvider) this.inc({ provider }, count);
    },
  });
}
