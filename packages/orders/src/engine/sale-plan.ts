import type { OperationRecord } from '@interlock/persistence';
import type { MethodRequest } from '@interlock/provider-kit';
import type { NextRoute } from './finisher.js';
import type { SaleContent } from './requests.js';

/** What only the process that took the order holds: the payer's credential, what is sent along, and the routes that are left. Never stored. */
export interface SalePlan {
  readonly methodFor: (accountId: string) => MethodRequest;
  readonly contentFor: (accountId: string) => SaleContent;
  readonly nextRoute: NextRoute;
  /** Whether a candidate is left after that of this charge. */
  readonly hasNext: (charge: OperationRecord) => boolean;
}
