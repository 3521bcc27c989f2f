import type { FastifyReply } from 'fastify';

/** The view; a repeat of a request is marked as one, and makes nothing. */
export function told<View>({ view, replayed }: { readonly view: View; readonly replayed: boolean }, reply: FastifyReply): View {
  if (replayed) void reply.code(200).header('idempotent-replayed', 'true');
  return view;
}
