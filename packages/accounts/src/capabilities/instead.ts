import type { OperationKind } from '@interlock/domain';

/** What serves in the place of an operation that a provider has not. */
export interface Instead {
  readonly operation: OperationKind;
  readonly advice: string;
}

/** In the order in which they come nearest. Every provider has a sale, and whoever takes money gives it back by one of three. */
const nearest: Readonly<Record<Exclude<OperationKind, 'sale'>, readonly Instead[]>> = {
  authorize: [{ operation: 'sale', advice: 'take the money at once (capture automatic)' }],
  capture: [{ operation: 'sale', advice: 'nothing is held here: a sale takes the money at once' }],
  increment: [
    { operation: 'authorize', advice: 'void the hold and authorize the higher amount, or authorize the rest in an order of its own' },
    { operation: 'sale', advice: 'nothing is held here: take the rest by a sale in an order of its own' },
  ],
  adjust_tip: [{ operation: 'sale', advice: 'take the tip by a sale in an order of its own' }],
  cancel: [
    { operation: 'void', advice: 'wait for the end of the order; what was paid is undone by a void' },
    { operation: 'refund', advice: 'wait for the end of the order; what was paid is given back by a refund' },
  ],
  void: [
    { operation: 'refund', advice: 'give the payment back by a refund' },
    { operation: 'cancel', advice: 'a cancel gives the payment back, in its time' },
  ],
  refund: [
    { operation: 'void', advice: 'undo the payment whole by a void' },
    { operation: 'cancel', advice: 'a cancel gives the payment back whole, in its time' },
  ],
};

/** What this provider has in the place of an operation; undefined where nothing comes near. */
export function insteadOf(kind: Exclude<OperationKind, 'sale'>, has: (kind: OperationKind) => boolean): Instead | undefined {
  return nearest[kind].find(({ operation }) => has(operation));
}
