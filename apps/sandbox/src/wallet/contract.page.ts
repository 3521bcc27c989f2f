import type { FastifyInstance, FastifyReply } from 'fastify';

import { escaped, page } from '../cashier/page.js';
import type { Agreements, Contract } from './agreements.js';

/**
 * `authUrl` of `prepare`: the page on which a payer agrees that the merchant charges him. The wallet's app would hand the code to the
 * merchant's mini program; here the page shows it, once.
 */
export function contractPages(app: FastifyInstance, agreements: Agreements): void {
  app.route<{ Params: { id: string } }>({
    method: ['GET', 'POST'],
    url: '/contracts/:id',
    handler: (request, reply) => shown(reply, agreements, agreements.contract(request.params.id)),
  });

  app.post<{ Params: { id: string; action: string } }>('/contracts/:id/:action', (request, reply) => {
    const contract = agreements.contract(request.params.id);
    if (contract === undefined || !agreements.isOpen(contract)) return shown(reply, agreements, contract);
    if (request.params.action === 'agree') return shown(reply, agreements, contract, agreements.agree(contract));
    if (request.params.action === 'decline') contract.state = 'DECLINED';
    return shown(reply, agreements, contract);
  });
}

function shown(reply: FastifyReply, agreements: Agreements, contract: Contract | undefined, code?: string): FastifyReply {
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
  if (contract === undefined) return reply.code(404).send(page('Contract', '<p id="error">There is no such contract.</p>'));
  const isOpen = agreements.isOpen(contract);
  const action = `/wallet/contracts/${contract.contractId}`;
  const button = (name: string, label: string): string =>
    `<form method="post" action="${action}/${name}"><button name="${name}">${label}</button></form>`;
  return reply.send(
    page(
      'Contract',
      `<h1>Pay without being asked</h1>
<p id="description">${escaped(contract.description)}</p>
<p>State: <strong id="state">${isOpen || contract.state !== 'OPEN' ? contract.state : 'EXPIRED'}</strong></p>
${code === undefined ? '' : `<p>Code for the merchant: <code id="auth-code">${code}</code></p>`}
${isOpen ? button('agree', 'Agree') + button('decline', 'Decline') : '<p>Nothing is left to do here.</p>'}`,
    ),
  );
}
