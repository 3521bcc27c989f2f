import type {
  CurrencyCode,
  Money,
  NotFoundRule,
  OperationKind,
  ProviderName,
  ProviderResult,
  QueryResult,
  QuerySchedule,
  ResendRule,
} from '@interlock/domain';
import type { ZodType } from 'zod';
import type { HttpTransport } from './transport.js';

export type {
  CustomerAction,
  NotFoundRule,
  NotSentCause,
  ProviderResult,
  QueryResult,
  QuerySchedule,
  Receipt,
  ResendRule,
  Stated,
  UnknownCause,
} from '@interlock/domain';

/** The unified method, with the payer's credential in clear: it lives only for this call. */
export type MethodRequest =
  | {
      readonly type: 'payer_code';
      readonly code: string;
      readonly payway?: string;
    }
  | {
      readonly type: 'merchant_qr';
      readonly payway?: string;
      readonly form?: 'qr' | 'wap' | 'mini_program';
    }
  | {
      readonly type: 'terminal';
      readonly scenario: 'card' | 'scan_payer' | 'show_qr';
      /** the provider's own serial of the bound terminal */ readonly providerTerminalSn: string;
      /** ours, for `wait_for_terminal` */ readonly terminalSn: string;
    }
  | { readonly type: 'redirect' }
  | { readonly type: 'agreement'; readonly accessToken: string };
export type MethodType = MethodRequest['type'];

/** The charge as we know it, for everything that comes after it. */
export interface ChargeReference {
  readonly kind: 'sale' | 'authorize';
  readonly providerKey: string;
  readonly providerRef?: string;
  readonly methodType: MethodType;
  readonly scenario?: 'card' | 'scan_payer' | 'show_qr';
  readonly amount: Money;
  /** Epoch milliseconds at which the charge was begun. */
  readonly createdAt: number;
  readonly providerTerminalSn?: string;
}

export interface SaleRequest {
  readonly kind: 'sale';
  readonly providerKey: string;
  readonly merchantOrderNo: string;
  readonly amount: Money;
  readonly method: MethodRequest;
  readonly subject: string;
  readonly description: string;
  readonly operator?: string;
  readonly goods?: readonly {
    readonly id: string;
    readonly name: string;
    readonly quantity: number;
    readonly unitAmount: Money;
  }[];
  readonly buyer?: Readonly<Record<string, string>>;
  readonly device?: {
    readonly ip?: string;
    readonly id?: string;
    readonly latitude?: string;
    readonly longitude?: string;
  };
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly expiresAt?: number;
  /** Where the provider's notifications go: our `/hooks/{provider}/{accountId}`. */
  readonly notifyUrl: string;
  readonly returnUrl?: string;
}
export interface CancelRequest {
  readonly kind: 'cancel';
  readonly providerKey: string;
  readonly charge: ChargeReference;
  readonly operator?: string;
  readonly reason?: string;
}
export interface RefundRequest {
  readonly kind: 'refund';
  readonly providerKey: string;
  readonly charge: ChargeReference;
  readonly amount: Money;
  readonly operator?: string;
  readonly reason?: string;
  readonly notifyUrl: string;
}
/** `operation` is what is asked after; for a cancel the charge itself is asked. */
export interface QueryRequest {
  readonly kind: 'query';
  readonly operation:
    | { readonly kind: 'sale' | 'authorize' }
    | {
        readonly kind: 'refund';
        readonly providerKey: string;
        readonly providerRef?: string;
        readonly amount: Money;
      };
  readonly charge: ChargeReference;
}
export type ProviderRequest = SaleRequest | CancelRequest | RefundRequest;

/** What an adapter gets with every call; it keeps nothing between calls. */
export interface ProviderCall {
  /** The account's settings and secrets, already checked by the adapter's own schemas. */
  readonly settings: unknown;
  readonly secrets: unknown;
  readonly currency: CurrencyCode;
  /** One keep-alive pool per provider account; see transport.ts. */
  readonly http: HttpTransport;
  /** The time port: epoch milliseconds. */
  readonly now: () => number;
  /** Which send of this operation this is, from 1. A decline of a resend says nothing about the first. */
  readonly attempt: number;
}

export type Execute<R extends ProviderRequest> = (request: R, call: ProviderCall) => Promise<ProviderResult>;

/** One capability: how to execute it, and the published figures around it. */
export interface OperationSupport<R extends ProviderRequest> {
  readonly execute: Execute<R>;
  readonly resend: ResendRule;
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly schedule: (request: { readonly methodType: MethodType; readonly expiresInMs?: number }) => QuerySchedule;
  readonly notFound: NotFoundRule;
}
export interface CancelSupport extends OperationSupport<CancelRequest> {
  /** Whether this charge can be canceled at all (CodePay has no cancel for a card payment in process). `lastStatus` is the provider code last seen. */
  readonly available: (charge: ChargeReference, lastStatus: string | undefined) => boolean;
  /** Whether canceling a paid charge returns the money (Upay same day, wallet in its window). */
  readonly returnsMoneyWhenPaid: boolean;
  /** A further attempt is made not before this long after the charge was begun. */
  readonly notBeforeMs: number;
}

export interface MethodSupport {
  readonly type: MethodType;
  /**
   * Narrower than the type where the provider is (scenarios, forms), and where it needs more of the account or the order than others do.
   * What is not accepted is no candidate; the text says why.
   */
  readonly accepts: (
    method: {
      readonly type: MethodType;
      readonly form?: string;
      readonly scenario?: string;
      readonly payway?: string;
    },
    order: {
      /** The account's, already checked by the adapter's own schema. */
      readonly settings: unknown;
      readonly buyer?: Readonly<Record<string, string>>;
    },
  ) => true | string;
  /** Bounds of `expiresInSeconds`; `default` is what the adapter sends or the provider keeps when the order names none. */
  readonly expirySeconds: {
    readonly min: number;
    readonly max: number;
    readonly default: number;
  };
}

/** Bounds from the provider's document, checked before anything is sent. */
export interface Limits {
  /** `undefined`: every ISO currency. */
  readonly currencies: readonly CurrencyCode[] | undefined;
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
  readonly refundDays: number;
  readonly maxRefunds: number | undefined;
  readonly methods: readonly MethodSupport[];
}

/** A provider's message as it came: the exact bytes, header names in lower case, `path` with its query string as the provider called it. */
export interface RawMessage {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}
/** `about`: our own key of the operation, and the provider's reference. `evidence` may move an open operation forward; a `hint` only makes us ask. */
export type ProviderNotification = {
  readonly about: {
    readonly kind: 'charge' | 'refund';
    readonly providerKey: string;
    readonly providerRef?: string;
  };
  /** The message with secrets, payer codes and account numbers masked, as it may be stored. */
  readonly redacted: unknown;
} & ({ readonly type: 'evidence'; readonly result: QueryResult } | { readonly type: 'hint'; readonly claims: QueryResult['outcome'] });

/** What became of a notification, for the answer: kept; unknown order ("try again"); refused signature; unreadable body; our own failure ("try again"). */
export type NotificationResult = 'accepted' | 'unknown_order' | 'bad_signature' | 'unreadable' | 'failed';
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ProviderAdapter {
  readonly name: ProviderName;
  readonly limits: Limits;
  /** Schemas of an account's settings (plain) and secrets (stored encrypted). */
  readonly settingsSchema: ZodType;
  readonly secretsSchema: ZodType;
  /** Derives the key that the provider will receive from the operation's own; the default is the UUIDv7 without dashes. `sequence` is unique and rising per database. */
  readonly providerKeyFor: (kind: OperationKind, operationId: string, sequence: () => Promise<bigint>) => Promise<string> | string;
  /** The keys are the capabilities: an operation that is absent is unsupported. */
  readonly operations: {
    readonly sale: OperationSupport<SaleRequest>;
    readonly cancel?: CancelSupport;
    readonly refund?: OperationSupport<RefundRequest>;
  };
  /** Required of every provider: an unknown outcome must be resolvable. */
  readonly query: (request: QueryRequest, call: ProviderCall) => Promise<QueryResult>;
  readonly queryTimeouts: {
    readonly connectTimeoutMs: number;
    readonly totalTimeoutMs: number;
  };
  readonly notification: {
    /** Verifies the raw bytes before reading them. Throws `SignatureInvalid` or `MessageUnreadable`. */
    read(message: RawMessage, call: Pick<ProviderCall, 'settings' | 'secrets' | 'currency' | 'now'>): Promise<ProviderNotification>;
    /** What the provider expects to hear for each result; signed where the protocol signs it. */
    answer(result: NotificationResult, message: RawMessage, call: Pick<ProviderCall, 'settings' | 'secrets' | 'now'>): RawAnswer;
  };
}

/** The signature of a notification does not verify: refused, nothing is stored. */
export class SignatureInvalid extends Error {
  override readonly name = 'SignatureInvalid';
}
/** A verified or unsigned message that cannot be read. */
export class MessageUnreadable extends Error {
  override readonly name = 'MessageUnreadable';
}
