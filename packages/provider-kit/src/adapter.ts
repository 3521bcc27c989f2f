import type {
  CurrencyCode,
  NotFoundRule,
  OperationKind,
  ProviderName,
  ProviderResult,
  QueryResult,
  QuerySchedule,
  ResendRule,
} from '@interlock/domain';
import type { ZodType } from 'zod';
import type { AccountActivation } from './account-activation.js';
import type { AccountFault, CheckAccount } from './account-check.js';
import type { Agreements } from './agreements.js';
import type { Batches } from './batches.js';
import type { ProviderNotification, NotificationResult, RawAnswer, RawMessage } from './notification.js';
import type {
  AdjustTipRequest,
  CancelRequest,
  CaptureRequest,
  ChargeReference,
  IncrementRequest,
  MethodType,
  ProviderRequest,
  QueryRequest,
  RefundRequest,
  SaleRequest,
  VoidRequest,
} from './requests.js';
import type { ProviderCall } from './provider-call.js';
import type { QueryBounds } from './query-bounds.js';
import type { Showing } from './showing.js';

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

/** An operation that follows a charge. */
export interface FollowingSupport<R extends ProviderRequest> extends OperationSupport<R> {
  /**
   * Narrower than the kind where the provider is (a void of holds only, a tip on card payments only). What is not accepted is refused before
   * anything is sent; the text says why, and which operation the provider has instead.
   */
  readonly accepts: (
    charge: ChargeReference,
    asked: {
      readonly onTerminal: boolean;
      readonly settings: unknown;
      /** Epoch milliseconds, for what a provider does only within a time (Upay's revoke, the wallet's cancel); absent, that is judged when it is sent. */
      readonly now?: number;
      /** Of a refund: it names the parts that it falls to. */
      readonly parts?: boolean;
    },
  ) => true | string;
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
      readonly capture: 'automatic' | 'manual';
      /** Asked for beside the amount. */
      readonly tip: boolean;
      readonly cashback: boolean;
      /** This provider's member of `providerOptions`, as the adapter's own schema gives it. */
      readonly options?: unknown;
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

export interface ProviderAdapter {
  readonly name: ProviderName;
  readonly limits: Limits;
  /** Schemas of an account's settings (plain) and secrets (stored encrypted). */
  readonly settingsSchema: ZodType;
  readonly secretsSchema: ZodType;
  /** What checked settings and secrets lack of each other; absent: nothing can be lacking. */
  readonly accountFaults?: (settings: unknown, secrets: unknown) => readonly AccountFault[];
  /** Where its documents say that it stands: `gw.example.com`, or `*.example.com` for every name one label longer. Absent: they name none. */
  readonly hosts?: readonly string[];
  /** A harmless signed call. */
  readonly check?: CheckAccount;
  /** Derives the key that the provider will receive from the operation's own; the default is the UUIDv7 without dashes. `sequence` is unique and rising per database. */
  readonly providerKeyFor: (kind: OperationKind, operationId: string, sequence: () => Promise<bigint>) => Promise<string> | string;
  /** The keys are the capabilities: an operation that is absent is unsupported. */
  readonly operations: {
    readonly sale: OperationSupport<SaleRequest>;
    readonly authorize?: OperationSupport<SaleRequest>;
    readonly capture?: FollowingSupport<CaptureRequest>;
    readonly increment?: FollowingSupport<IncrementRequest>;
    readonly adjust_tip?: FollowingSupport<AdjustTipRequest>;
    readonly cancel?: CancelSupport;
    readonly void?: FollowingSupport<VoidRequest>;
    readonly refund?: FollowingSupport<RefundRequest>;
  };
  /**
   * Schemas of this provider's member of `providerOptions`, by the operation that they are given with: every field of its document that the
   * unified command has no member for. Part of the hashed content; absent: the operation takes none.
   */
  readonly options: { readonly [K in OperationKind]?: ZodType };
  /** Whether these options of a sale or authorization leave the tip to the payer: then the tip that the provider states is right. Absent: never. */
  readonly tipOnScreen?: (options: unknown) => boolean;
  /** Terminals that are activated with a code and change their key. */
  readonly activation?: AccountActivation;
  /** Stored authorizations of a payer. */
  readonly agreements?: Agreements;
  /** Payments are handed in for settlement in batches that we close. */
  readonly batches?: Batches;
  /** For the capability page. Absent: an account is shown by its maps and schemas alone. */
  readonly showing?: Showing;
  /**
   * Required of every provider: an unknown outcome must be resolvable. Of a refund, capture or void it says what became of that operation
   * (`not_found` also where the charge shows no effect of it); of an increment or a tip it states the charge's present figures
   * (`authorizedTotal`, `tip`) as `approved`, and the engine compares them.
   */
  readonly query: (request: QueryRequest, call: ProviderCall) => Promise<QueryResult>;
  readonly queryTimeouts: {
    readonly connectTimeoutMs: number;
    readonly totalTimeoutMs: number;
  };
  /** How much of an account may be asked; its settings may lower that by a member `queries` (`accountQueries`). */
  readonly queryBounds: QueryBounds;
  readonly notification: {
    /** Verifies the raw bytes before reading them. Throws `SignatureInvalid` or `MessageUnreadable`. */
    read(message: RawMessage, call: Pick<ProviderCall, 'settings' | 'secrets' | 'currency' | 'now'>): Promise<ProviderNotification>;
    /** What the provider expects to hear for each result; signed where the protocol signs it. */
    answer(result: NotificationResult, message: RawMessage, call: Pick<ProviderCall, 'settings' | 'secrets' | 'now'>): RawAnswer;
  };
}
