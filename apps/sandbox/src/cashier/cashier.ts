import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Twin } from '../core/twin.js';
import { cashierError, cashierPage } from './page.js';

const actions = ['pay', 'decline', 'abandon'] as const;

interface PagePath {
  readonly provider: string;
  readonly id: string;
}

/**
 * The page that a payer's browser is sent to: `/cashier/{provider}/{id}`, opened by GET or POST (a wallet's redirect form may use either).
 * Its three buttons do what the control door does. After paying, the payer goes back to the merchant's page where there is one.
 */
export function cashier(app: FastifyInstance, twins: ReadonlyMap<string, Twin>): void {
  app.route<{ Params: PagePath }>({
    method: ['GET', 'POST'],
    url: '/:provider/:id',
    handler: (request, reply) => shown(reply, twins.get(request.params.provider), request.params),
  });

  app.post<{ Params: PagePath & { action: string } }>('/:provider/:id/:action', (request, reply) => {
    const { provider, id } = request.params;
    const twin = twins.get(provider);
    const action = actions.find((one) => one === request.params.action);
    if (twin?.cashier?.(id) === undefined || action === undefined) return html(reply, 404, cashierError('There is no such order.'));
    const result = twin.act(id, action);
    if (result.outcome === 'refused') return html(reply, 409, cashierError(result.reason));
    const returnUrl = twin.cashier(id)?.returnUrl;
    return returnUrl === undefined ? shown(reply, twin, request.params) : reply.redirect(returnUrl, 303);
  });
}

function shown(reply: FastifyReply, twin: Twin | undefined, { provider, id }: PagePath): FastifyReply {
  const view = twin?.cashier?.(id);
  if (view === undefined) return html(reply, 404, cashierError('There is no such order.'));
  return html(reply, 200, cashierPage(`/cashier/${provider}/${encodeURIComponent(id)}`, view));
}

function html(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
}
