import type { StoreWithBindings } from '@interlock/persistence';

/** A store as every door shows it. */
export interface StoreView {
  readonly id: string;
  readonly storeNo: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  /** When its business day begins, by its own clock: `04:30`. */
  readonly dayStartsAt: string;
  /** How long a till's pay is held open for its end. */
  readonly payWaitSeconds?: number;
  readonly enabled: boolean;
  readonly bindings: readonly { readonly providerAccountId: string; readonly providerStoreNo: string }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function storeView(store: StoreWithBindings): StoreView {
  const { id, storeNo, name, currency, timeZone, dayStartsMinute, payWaitSeconds, enabled, bindings } = store;
  const wait = payWaitSeconds === null ? {} : { payWaitSeconds };
  const times = { createdAt: store.createdAt.toISOString(), updatedAt: store.updatedAt.toISOString() };
  return { id, storeNo, name, currency, timeZone, dayStartsAt: timeOf(dayStartsMinute), ...wait, enabled, bindings, ...times };
}

/** What the audit log keeps of it. */
export function auditedStore(store: StoreWithBindings): object {
  const { storeNo, name, currency, timeZone, dayStartsMinute, payWaitSeconds, enabled, bindings } = store;
  return { storeNo, name, currency, timeZone, dayStartsAt: timeOf(dayStartsMinute), payWaitSeconds, enabled, bindings };
}

function timeOf(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
