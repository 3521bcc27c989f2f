import type { ChargeReference } from '@interlock/provider-kit';
import type { Rail } from './codepay.words.js';

/** What the charge was begun on; a terminal order without a scenario is a card's. */
export function railOfCharge(charge: Pick<ChargeReference, 'methodType' | 'scenario'>): Rail {
  if (charge.methodType !== 'terminal') return 'online';
  return charge.scenario === undefined || charge.scenario === 'card' ? 'card' : 'qr';
}

/** The transaction that took the money: of an authorization its capture. */
export const paymentOf = (charge: ChargeReference): Pick<ChargeReference, 'providerKey' | 'providerRef'> => charge.capture ?? charge;
