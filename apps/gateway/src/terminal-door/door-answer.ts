import { refusedEnvelope, RequestRefused } from '@interlock/terminal-door';
import type { DoorAnswer, Envelope } from '@interlock/terminal-door';
import type { FastifyReply } from 'fastify';
import type { DoorOptions } from '../http/door-options.js';

/** The envelope, always with 200 as Upay has it, unless the settings say otherwise. */
export async function sendEnvelope(
  reply: FastifyReply,
  envelope: Envelope,
  { terminalHttpStatus }: Pick<DoorOptions, 'terminalHttpStatus'>,
): Promise<void> {
  const status = terminalHttpStatus === 'always_200' ? 200 : Number(envelope.result_code);
  // Read by machines that know nothing of caches, and it may hold a key.
  await reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(envelope));
}

/** What the request came to, for its line in the log: codes, and never a field. */
export function codesOf({ envelope }: DoorAnswer): Readonly<Record<string, string | undefined>> {
  if (envelope.result_code !== '200') return { resultCode: envelope.result_code, errorCode: envelope.error_code };
  if (!('biz_response' in envelope)) return { resultCode: envelope.result_code };
  const { result_code: business, error_code: errorCode } = envelope.biz_response;
  const known = (code: unknown): string | undefined => (typeof code === 'string' ? code : undefined);
  return { resultCode: envelope.result_code, business: known(business), errorCode: known(errorCode) };
}

/** Nothing was begun: the request could not even be read. */
export const UNREADABLE = refusedEnvelope(new RequestRefused('INVALID_PARAMS', 'the request cannot be read, or its body is too large'));
/** Something failed on our side: what became of the request is not known, and a query tells. */
export const FAILED = refusedEnvelope(new RequestRefused('UNKNOWN_SYSTEM_ERROR', 'what became of this is not known: query it'));
