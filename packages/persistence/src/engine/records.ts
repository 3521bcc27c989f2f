import type {
  CaseKind,
  CaseState,
  ChargeFacts,
  CurrencyCode,
  CustomerAction,
  DeclineCode,
  OperationKind,
  OrderFacts,
  Outcome,
  OrderState,
  ProviderName,
  Receipt,
  Resolution,
} from '@interlock/domain';

/** A row of "order", times in epoch milliseconds. `content` is what the merchant sent beside amount and method, as far as it may be stored. */
export interface OrderRecord extends OrderFacts {
  readonly merchantId: string;
  readonly merchantOrderNo: string;
  readonly version: number;
  readonly method: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  readonly contentHashes: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly storeNo: string | null;
  readonly terminalSn: string | null;
  readonly operator: string | null;
  readonly routing: RoutingRecord;
  readonly nextAction: CustomerAction | null;
  readonly payment: Receipt | null;
  readonly expiryHandled: boolean;
  readonly createdAt: number;
  /** The number of sixteen digits that a till knows it by; null: no till has been told of it. */
  readonly platformSn: bigint | null;
}

/** Which accounts were looked at, and why each was kept or dropped; `proof` is added when a next route opened (promise 3). */
export interface RoutingRecord {
  readonly chosen?: string;
  /** The provider's own serial of the terminal that the order goes to, by account. */
  readonly terminals?: Readonly<Record<string, string>>;
  readonly candidates: readonly {
    readonly accountId: string;
    readonly provider: ProviderName;
    readonly kept: boolean;
    readonly reason: string;
  }[];
  readonly proofs: readonly {
    readonly from: string;
    readonly to: string;
    readonly because: string;
    readonly at: string;
  }[];
}

/** A row of operation; the charge's amounts are zero on every other kind. */
export interface OperationRecord extends ChargeFacts {
  /** What was asked beside amount and number, as far as it may be stored; null: nothing. A resend says the same. */
  readonly content: Readonly<Record<string, unknown>> | null;
  /** The batch in which a charge was handed in for settlement: from then on it is refunded, not voided, and its tip stands. */
  readonly batchId: string | null;
  readonly orderId: string;
  readonly chargeId: string;
  readonly merchantId: string;
  readonly kind: OperationKind;
  readonly outcome: Outcome | null;
  readonly origin: 'merchant' | 'interlock' | 'provider';
  readonly providerAccountId: string;
  readonly provider: ProviderName;
  readonly providerKey: string;
  readonly requestHash: string;
  readonly currency: CurrencyCode;
  readonly refundNo: string | null;
  readonly idempotencyKey: string | null;
  readonly idempotencyHashes: Readonly<Record<string, string>> | null;
  readonly operator: string | null;
  readonly reason: string | null;
  readonly credentialHeld: boolean;
  readonly looks: number;
  readonly repeatCount: number;
  readonly declineCode: DeclineCode | null;
}

export interface CaseRecord {
  readonly id: string;
  readonly operationId: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** What a person made of it, at last; null: nobody has, or a fact has closed it. */
  readonly resolution: Resolution | null;
  readonly detail: string;
  readonly openedAt: number;
  /** What stands in suspense by it, in minor units, as text; null: nothing. */
  readonly suspense: string | null;
}

/** One exchange as it is kept: masked, beside the SHA-256 of the bytes received and the verdict on their signature. */
export interface FactRecord {
  readonly id: string;
  readonly source: 'answer' | 'query' | 'notification' | 'no_answer' | 'person';
  readonly attempt: number;
  readonly lease: number;
  readonly askedAt: number;
  readonly receivedAt: number;
  readonly outcome: string;
  readonly result: unknown;
  readonly exchanges: unknown;
  readonly bodySha256: string | null;
  readonly signature: string | null;
  readonly requestId: string;
}

/** One line of an order's history. */
export interface TransitionRecord {
  readonly version: number;
  readonly fromState: OrderState | null;
  readonly toState: OrderState;
  readonly operationId: string | null;
  readonly operationOutcome: Outcome | null;
  readonly factId: string | null;
  readonly cause: string;
  readonly actor: string;
  readonly requestId: string;
  readonly at: number;
}
