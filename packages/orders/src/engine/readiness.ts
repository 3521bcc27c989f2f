import { NotReady } from '@interlock/domain';
import type { Runtime } from '@interlock/accounts';

/**
 * Whether a run that is under way may begin or claim what follows. Not where the clock is off: that is left to a process whose clock is right.
 * One that only stops goes on, within the time that its stop allows: nobody else holds the payer's credential.
 */
export function mayGoOn({ assertReady }: Pick<Runtime, 'assertReady'>): boolean {
  try {
    assertReady();
    return true;
  } catch (error) {
    if (error instanceof NotReady) return error.stopping;
    throw error;
  }
}
