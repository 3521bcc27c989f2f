import type { Answer } from '@interlock/webhooks';
import type { FastifyReply } from 'fastify';

/** The view; a repeat of a request is marked as one. */
export function told<View>({ view, replayed }: Answer<View>, reply: FastifyReply): View {
  if (replayed) void reply.code(200).header('idempotent-replayed', 'true');
  return view;
}
