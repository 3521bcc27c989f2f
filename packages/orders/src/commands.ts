import type { Money } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { BillingAddress, Card, RawAnswer, RawMessage, RefundParts } from '@interlock/provider-kit';
import { Command } from '@nestjs/cqrs';
import type { OrderView } from './orders/order-view.js';
import type { ProviderOptionsInput } from './routing/provider-options.js';

/** Who asks, for which merchant, under which request. `actor` names an API key by its prefix, or a process. */
export interface Actor {
  readonly merchantId: string;
  readonly mode: 'test' | 'live';
  readonly actor: string;
  readonly requestId: string;
  /** Where the request came from, where it is known. */
  readonly address?: string | null;
}

/** The unified method of an order. `code` and the card live in memory only. */
export type MethodInput =
  | { readonly type: 'payer_code'; readonly code: string; readonly payway?: string | undefined }
  | { readonly type: 'merchant_qr'; readonly payway?: string | undefined; readonly form?: 'qr' | 'wap' | 'mini_program' | undefined }
  | { readonly type: 'terminal'; readonly scenario?: 'card' | 'scan_payer' | 'show_qr' | undefined }
  | { readonly type: 'redirect' }
  | { readonly type: 'agreement'; readonly agreementId: string }
  | { readonly type: 'card'; readonly card: Card; readonly billingAddress: BillingAddress };

/** `POST /v1/orders`, checked in form. */
export interface OrderInput {
  readonly merchantOrderNo: string;
  readonly amount: Money;
  /** `manual`: authorized only, and taken by a capture. */
  readonly capture?: 'automatic' | 'manual' | undefined;
  readonly method: MethodInput;
  /** Beside the amount, in its currency. */
  readonly tip?: Money | undefined;
  readonly cashback?: Money | undefined;
  readonly subject?: string | undefined;
  readonly description: string;
  readonly storeNo?: string | undefined;
  readonly terminalSn?: string | undefined;
  readonly operator?: string | undefined;
  readonly goods?:
    readonly { readonly id: string; readonly name: string; readonly quantity: number; readonly unitAmount: Money }[] | undefined;
  readonly buyer?: Readonly<Record<string, string>> | undefined;
  readonly device?:
    | {
        readonly ip?: string | undefined;
        readonly id?: string | undefined;
        readonly latitude?: string | undefined;
        readonly longitude?: string | undefined;
      }
    | undefined;
  readonly expiresInSeconds?: number | undefined;
  readonly returnUrl?: string | undefined;
  /** Hears of every change of this order, beside the merchant's endpoints. In its normal form (WHATWG URL, `href`), checked as an endpoint's is. */
  readonly notifyUrl?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly route?: { readonly providerAccountId: string } | undefined;
  readonly providerOptions?: ProviderOptionsInput | undefined;
  /** Of an order that a till began by the terminal door. */
  readonly terminal?: TerminalRequest | undefined;
  /** The number of sixteen digits that such an order has from its beginning. */
  readonly platformSn?: bigint | undefined;
}

/** What a till said of its order beside the unified command, and hears again with every answer. */
export interface TerminalRequest {
  readonly subject: string;
  readonly description?: string | undefined;
  readonly payway?: string | undefined;
  readonly subPayway?: string | undefined;
  readonly reflect?: string | undefined;
  /** Of an order for another terminal: the one that pushed it, which hears what becomes of it. */
  readonly pushedBy?: string | undefined;
}

/** What every operation after the payment may say beside its amount. */
export interface ChangeInput {
  readonly operator?: string | undefined;
  readonly reason?: string | undefined;
  /** Ours; with `onTerminal` the one that it is done on, else the order's. */
  readonly terminalSn?: string | undefined;
  readonly onTerminal?: boolean | undefined;
  readonly providerOptions?: ProviderOptionsInput | undefined;
}

/** The present view, and whether the request had been made before with the same content. */
export interface CommandAnswer {
  /** What the view shows, as it was read. */
  readonly read: OrderWithOperations;
  readonly view: OrderView;
  readonly replayed: boolean;
  /** False while the outcome of what was asked is pending or unknown (HTTP 202). */
  readonly settled: boolean;
}

/** Takes money: begins the order's first charge and asks the provider. Throws `NoRoute`, `IdempotencyKeyReused`, `InvalidReference`. */
export class CreateOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly input: OrderInput,
    /** How long the answer waits for the provider; undefined: as long as the call takes. The call itself goes on. */
    readonly waitMs?: number,
  ) {
    super();
  }
}

/**
 * The terminal takes an order that waits for it: its charge begins with the order's amount. Throws `NotWaiting` where it waits for it no more,
 * `InvalidReference` where the amount is another, and as `CreateOrder`.
 */
export class PayWaitingOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: {
      readonly terminalSn: string;
      readonly amount: Money;
      readonly method: Extract<MethodInput, { readonly type: 'payer_code' | 'agreement' }>;
      readonly operator?: string | undefined;
    },
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** The terminal does not take an order that waits for it: it is canceled, and nobody is asked. Throws `NotWaiting`. */
export class AbandonWaitingOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: { readonly terminalSn: string; readonly operator: string; readonly reason: string },
  ) {
    super();
  }
}

/** Closes an order not known to be paid; repeatable: one open cancel, returned again. Throws `OrderNotFound`, `InvalidState`, `OperationInProgress`, `OperationNotSupported`. */
export class CancelOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: ChangeInput,
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** Gives money back, in whole (no amount: all that is left) or in part. Throws `OrderNotFound`, `InvalidState`, `AmountExceedsRemaining`, `OperationInProgress`, `IdempotencyKeyReused`, `OperationNotSupported`. */
export class RefundOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: ChangeInput & {
      readonly refundNo: string;
      readonly amount?: Money | undefined;
      /** How the refund falls to the parts of what was taken; their sum is its amount. */
      readonly parts?: RefundParts | undefined;
    },
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** Takes what an authorization holds, all of it where no amount is given. Throws `OrderNotFound`, `InvalidState`, `AmountExceedsRemaining`, `OperationInProgress`, `IdempotencyKeyReused`, `OperationNotSupported`. */
export class CaptureOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: ChangeInput & { readonly amount?: Money | undefined },
    readonly idempotencyKey: string,
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** Raises what an authorization holds by `amount`. Throws as `CaptureOrder`. */
export class IncrementAuthorization extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: ChangeInput & { readonly amount: Money },
    readonly idempotencyKey: string,
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** Sets the tip of a payment to `amount`, which may be zero; it does not add. Throws as `CaptureOrder`, and `BatchClosed`. */
export class AdjustTip extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: ChangeInput & { readonly amount: Money },
    readonly idempotencyKey: string,
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** Undoes an authorization, or a payment of which nothing was given back before its batch closes; always whole. Throws as `CaptureOrder`, and `BatchClosed`. */
export class VoidOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly input: ChangeInput,
    readonly idempotencyKey: string,
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** Asks the provider now about whatever is open on the order (or its charge, where nothing is). Throws `OrderNotFound`. */
export class RefreshOrder extends Command<CommandAnswer> {
  constructor(
    readonly actor: Actor,
    readonly orderId: string,
    readonly waitMs?: number,
  ) {
    super();
  }
}

/** A provider's message, exactly as it came; the answer is what that provider expects to hear. Throws `ProviderAccountNotFound`. */
export class ApplyNotification extends Command<RawAnswer> {
  constructor(
    readonly provider: string,
    readonly accountId: string,
    readonly message: RawMessage,
    readonly requestId: string,
  ) {
    super();
  }
}

/** Carries on a claimed operation: sends it again where that is wanted, otherwise asks the provider; for the worker. */
export class ResolveOperation extends Command<void> {
  constructor(
    readonly claimed: OperationRecord,
    /** Of this turn alone; the work itself goes on under the request that began it. */
    readonly turnId: string,
  ) {
    super();
  }
}

/** Ends an order whose time is over: cancel at the provider, then query; a payer who paid in that instant wins. For the worker. */
export class ExpireOrder extends Command<void> {
  constructor(
    readonly orderId: string,
    /** Of this turn alone; the work itself goes on under the request that began it. */
    readonly turnId: string,
  ) {
    super();
  }
}
