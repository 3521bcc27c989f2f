import type { LatePaymentPolicy, Merchant, Mode } from '@interlock/persistence';

/** A merchant as every door shows it. */
export interface MerchantView {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  /** A disabled one begins nothing new; what is open goes on to its end. */
  readonly enabled: boolean;
  readonly latePaymentPolicy: LatePaymentPolicy;
  /** Absent: as the installation is set up. */
  readonly caseLimits?: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function merchantView({ id, name, mode, state, latePaymentPolicy, caseLimits, createdAt, updatedAt }: Merchant): MerchantView {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id, name, mode, enabled: state === 'enabled', latePaymentPolicy, ...(caseLimits === null ? {} : { caseLimits }), ...times };
}

/** What the audit log keeps of it: when it was changed says the entry itself. */
export const auditedMerchant = ({ id, name, state, latePaymentPolicy, caseLimits }: Merchant): object => ({
  ...{ id, name, enabled: state === 'enabled', latePaymentPolicy, caseLimits },
});
