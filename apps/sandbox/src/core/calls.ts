import type { FastifyReply } from 'fastify';

import type { FaultOrder } from './faults.js';
import type { SandboxContext } from './twin.js';

/** An answer as it goes on the wire; `withholdMs` on the sandbox's clock. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly withholdMs?: number;
}

const DELAY_MS = 2_000;

/**
 * Does a call's work and sends its answer, playing a fault of the connection on the way. `hang`, `drop_before` and `http_500`
 * come before the work, which is then never done; `drop_after`, `garbage` and `delay` after it. What the work changed is in the journal before
 * the caller can hear of it.
 */
export function answerCall(
  reply: FastifyReply,
  { clock, records }: Pick<SandboxContext, 'clock' | 'records'>,
  fault: FaultOrder | undefined,
  work: () => WireAnswer,
): FastifyReply | Promise<FastifyReply> {
  if (fault?.name === 'hang') return reply.hijack();
  if (fault?.name === 'drop_before') return dropped(reply);
  if (fault?.name === 'http_500') return reply.code(500).type('text/plain').send('Internal Server Error');
  const answer = work();
  records.flush();
  if (fault?.name === 'drop_after') return dropped(reply);
  if (fault?.name === 'garbage') return reply.code(200).type('application/json').send('<html><body>502 Bad Gateway');
  const waitMs = (answer.withholdMs ?? 0) + (fault?.name === 'delay' ? (fault.delayMs ?? DELAY_MS) : 0);
  return waitMs === 0 ? send(reply, answer) : clock.sleep(waitMs).then(() => send(reply, answer));
}

function send(reply: FastifyReply, answer: WireAnswer): FastifyReply {
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}

function dropped(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}
