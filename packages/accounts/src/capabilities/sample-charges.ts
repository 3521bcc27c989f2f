import { currencyCode } from '@interlock/domain';
import type { ChargeReference, MethodType } from '@interlock/provider-kit';
import type { MethodCapability } from './methods.js';

/** What an operation after a payment may find. */
export type ChargeState = 'sale' | 'authorization' | 'captured_authorization';
export interface SampleCharge {
  readonly state: ChargeState;
  readonly method: MethodType;
  readonly scenario?: string;
  readonly reference: ChargeReference;
}

type Scenario = NonNullable<ChargeReference['scenario']>;
const MINOR = 1_000n;
const AMOUNT = { currency: currencyCode('USD'), minor: MINOR };
const KEY = '0'.repeat(32);

/** One charge for each state, method and scenario that these methods can come to: all that a charge differs by for `accepts`. */
export function sampleCharges(methods: readonly MethodCapability[]): readonly SampleCharge[] {
  return methods.flatMap(({ type, variants }) => {
    const offered = variants.filter((variant) => variant.offered);
    const scenarios = [...new Set(offered.map(({ scenario }) => scenario))];
    return scenarios.flatMap((scenario) => {
      const held = offered.some((variant) => variant.scenario === scenario && variant.manualCapture);
      const states: readonly ChargeState[] = held ? ['sale', 'authorization', 'captured_authorization'] : ['sale'];
      return states.map((state) => ({
        state,
        method: type,
        ...(scenario === undefined ? {} : { scenario }),
        reference: referenceOf(state, type, scenario as Scenario | undefined),
      }));
    });
  });
}

function referenceOf(state: ChargeState, methodType: MethodType, scenario: Scenario | undefined): ChargeReference {
  return {
    kind: state === 'sale' ? 'sale' : 'authorize',
    providerKey: KEY,
    providerRef: '1',
    methodType,
    ...(scenario === undefined ? {} : { scenario }),
    ...(methodType === 'terminal' ? { providerTerminalSn: '1' } : {}),
    amount: AMOUNT,
    amounts: {
      authorized: MINOR,
      captured: state === 'authorization' ? 0n : MINOR,
      tip: 0n,
      cashback: 0n,
      surcharge: 0n,
      refunded: 0n,
    },
    ...(state === 'captured_authorization' ? { capture: { providerKey: '1'.repeat(32), providerRef: '2' } } : {}),
    createdAt: 0,
  };
}
