import type { Row, World } from '@interlock/domain/testing';
import { LEASE_MS } from './configuration.js';
import type { Run } from './state.js';
import type { Steps } from './steps.js';

export const nameOf = ({ process, operationId }: Run): string => `${process} (${operationId})`;

/** Our own operation that the statement has begun, sent by the same process. */
export function sending(run: Run, { id, attempts, lease, dueAt, sendUntil, chargeId }: Row, world: World): Partial<Run> {
  return {
    operationId: id,
    phase: 'sending',
    source: 'answer',
    result: undefined,
    attempt: attempts,
    lease,
    claimedDueAt: dueAt,
    sendUntil,
    askedAt: world.now,
    until: world.now,
    seen: world.read(),
    holdsPlan: run.holdsPlan && id === chargeId,
    wish: undefined,
  };
}

/** A process with the lease of an operation, for a look at it or for sending it again. */
export function claimed(
  steps: Steps,
  id: string,
  process: 'worker' | 'gateway',
): { readonly world: World; readonly run: Omit<Run, 'phase' | 'source' | 'until' | 'result'> } {
  const { world, returned } = steps.written((present) => present.claim(id, present.now + LEASE_MS));
  const { attempts, lease, dueAt, sendUntil } = returned;
  const held = { attempt: attempts, lease, claimedDueAt: dueAt, sendUntil, askedAt: world.now, seen: world.read() };
  return { world, run: { process, operationId: id, ...held, holdsPlan: false, wish: undefined } };
}
