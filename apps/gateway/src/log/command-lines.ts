import type { OrderView } from '@interlock/orders';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** One line for each order command that was carried out: what became of which order, where, and how long the caller waited. */
export function tellCommands(server: FastifyInstance, log: Logger): void {
  server.addHook('preSerialization', (request, reply, payload, done) => {
    if (request.method === 'POST' && isOrderView(payload)) {
      const { id: orderId, merchantOrderNo, state, version, provider } = payload;
      log.info(
        {
          orderId,
          merchantOrderNo,
          state,
          version,
          provider: provider?.name,
          accountId: provider?.accountId,
          command: request.routeOptions.url,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'order command',
      );
    }
    done(null, payload);
  });
}

/** Other writes of the API answer with other views. */
function isOrderView(payload: unknown): payload is OrderView {
  return typeof payload === 'object' && payload !== null && 'merchantOrderNo' in payload && 'operations' in payload;
}
