import type { CaseView } from '@interlock/orders';
import type { PaymentView } from '@interlock/sandbox';

/** What a person knows who has the case open beside the provider's portal. */
export interface Looked {
  readonly view: CaseView;
  /** As the portal shows it now; undefined: it knows of none. */
  readonly payment: PaymentView | undefined;
  /** What our books say of the order's payment: taken and not given back, in minor units. */
  readonly net: bigint;
}

/** Whether a person who says this says what is so. What the engine asks the provider for itself (a refund, a question) needs nobody's word. */
export function isTrue(resolution: string, { view, payment, net }: Looked): boolean {
  const { charged, kept, held } = figuresOf(payment);
  const isCharge = view.operation.kind === 'sale' || view.operation.kind === 'authorize';
  const open = view.operation.outcome === 'pending' || view.operation.outcome === 'unknown';
  const untouched = charged === 0n && held === 0n;
  switch (resolution) {
    case 'ask_again':
    case 'refund':
    case 'refund_duplicate':
      return true;
    case 'confirm':
      if (isCharge) return open && wasTakenAsAsked(view, payment);
      return view.operation.kind === 'cancel' ? kept === 0n && held === 0n : wasDone(view, payment);
    case 'decline':
      if (isCharge) return untouched;
      return view.operation.kind === 'cancel' ? kept > 0n || held > 0n : !wasDone(view, payment);
    case 'keep':
      return view.kind === 'late_success' ? kept > 0n : kept === net;
    case 'adopt':
    case 'write_off':
      return isAsStated(view, payment);
    default:
      return false;
  }
}

function figuresOf(payment: PaymentView | undefined): { readonly charged: bigint; readonly kept: bigint; readonly held: bigint } {
  const charged = BigInt(payment?.charged ?? 0);
  return { charged, kept: charged - BigInt(payment?.refunded ?? 0), held: BigInt(payment?.held ?? 0) };
}

/** To the unit, with its tip, and nothing of it given back. */
function wasTakenAsAsked({ operation, order }: CaseView, payment: PaymentView | undefined): boolean {
  const { charged, kept, held } = figuresOf(payment);
  const asked = BigInt(operation.amount?.value ?? order.amount.value);
  if (operation.kind === 'authorize') return held === asked;
  return charged === asked + BigInt(operation.tip?.value ?? 0) && kept === charged;
}

/** What has a number of its own shows under it. */
function wasDone({ operation }: CaseView, payment: PaymentView | undefined): boolean {
  return payment?.charges.some(({ key }) => key === operation.providerKey) === true;
}

/** The figures that stand in the case are the portal's. */
function isAsStated({ stated }: CaseView, payment: PaymentView | undefined): boolean {
  if (stated?.['base'] === undefined || payment === undefined) return false;
  const of = (name: string): bigint => BigInt(stated[name] ?? 0);
  const { charged, kept } = figuresOf(payment);
  return of('base') + of('tip') + of('cashback') + of('surcharge') === charged && kept === charged - of('refunded');
}
