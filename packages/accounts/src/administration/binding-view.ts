import type { MerchantBinding } from '@interlock/persistence';

/** A merchant that is paid through an account. The lowest priority is asked first. */
export interface BindingView {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly priority: number;
  readonly enabled: boolean;
  readonly createdAt: string;
}

export const bindingView = (binding: MerchantBinding): BindingView => ({ ...binding, createdAt: binding.createdAt.toISOString() });
