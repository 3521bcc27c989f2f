import type { Money } from '@interlock/domain';

/** A card in clear, as its holder's merchant sent it: it lives only for this call. Texts of digits; the year has four. */
export interface Card {
  readonly number: string;
  readonly holder: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly cvv: string;
}
export interface BillingAddress {
  readonly name?: string | undefined;
  /** ISO 3166 alpha-2. */
  readonly country?: string | undefined;
  readonly province?: string | undefined;
  readonly city?: string | undefined;
  readonly address1?: string | undefined;
  readonly address2?: string | undefined;
  readonly zip?: string | undefined;
  readonly phone?: string | undefined;
}

/** The unified method, with the payer's credential in clear: it lives only for this call. */
export type MethodRequest =
  | { readonly type: 'payer_code'; readonly code: string; readonly payway?: string }
  | { readonly type: 'merchant_qr'; readonly payway?: string; readonly form?: 'qr' | 'wap' | 'mini_program' }
  | {
      readonly type: 'terminal';
      readonly scenario: 'card' | 'scan_payer' | 'show_qr';
      /** The provider's own serial of the bound terminal. */
      readonly providerTerminalSn: string;
      /** Ours, for `wait_for_terminal`. */
      readonly terminalSn: string;
    }
  | { readonly type: 'redirect' }
  | { readonly type: 'agreement'; readonly accessToken: string }
  | { readonly type: 'card'; readonly card: Card; readonly billingAddress: BillingAddress };
export type MethodType = MethodRequest['type'];

/** What is known of a charge's money, in minor units of its currency. */
export interface ChargeAmounts {
  readonly authorized: bigint;
  /** Base money taken. */
  readonly captured: bigint;
  readonly tip: bigint;
  readonly cashback: bigint;
  readonly surcharge: bigint;
  readonly refunded: bigint;
}

/** The charge as we know it, for everything that comes after it. */
export interface ChargeReference {
  readonly kind: 'sale' | 'authorize';
  readonly providerKey: string;
  readonly providerRef?: string;
  readonly methodType: MethodType;
  readonly scenario?: 'card' | 'scan_payer' | 'show_qr';
  readonly amount: Money;
  readonly amounts: ChargeAmounts;
  /** The capture that took the money of an authorization, once it is approved: some providers refund the capture, not the hold. */
  readonly capture?: { readonly providerKey: string; readonly providerRef?: string };
  /** Epoch milliseconds at which the charge was begun. */
  readonly createdAt: number;
  readonly providerTerminalSn?: string;
}

/** Where the caller wants it done on a terminal (`onTerminal`): the card or the cashier is needed there. */
export interface OnTerminal {
  readonly providerTerminalSn: string;
  readonly terminalSn: string;
}

/** A sale takes the money at once; an authorization holds it until a capture. */
export interface SaleRequest {
  readonly kind: 'sale' | 'authorize';
  readonly providerKey: string;
  readonly merchantOrderNo: string;
  readonly amount: Money;
  /** Beside the amount, never in it. */
  readonly tip?: Money;
  readonly cashback?: Money;
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
  /** `providerOptions` of this provider, as the adapter's own schema gives them. */
  readonly options?: unknown;
}

interface AfterCharge {
  readonly providerKey: string;
  readonly charge: ChargeReference;
  readonly operator?: string;
  readonly reason?: string;
  readonly onTerminal?: OnTerminal;
  readonly options?: unknown;
  readonly notifyUrl: string;
}
/** Closes an order not known to be paid. */
export interface CancelRequest extends AfterCharge {
  readonly kind: 'cancel';
}
/** Takes all or a part of what an authorization holds. */
export interface CaptureRequest extends AfterCharge {
  readonly kind: 'capture';
  readonly amount: Money;
}
/** Raises what an authorization holds by `amount`. */
export interface IncrementRequest extends AfterCharge {
  readonly kind: 'increment';
  readonly amount: Money;
}
/** Sets the tip to `amount`; it does not add. */
export interface AdjustTipRequest extends AfterCharge {
  readonly kind: 'adjust_tip';
  readonly amount: Money;
}
/** Undoes an authorization whole, or a payment before its batch closes. */
export interface VoidRequest extends AfterCharge {
  readonly kind: 'void';
}
/** How a refund falls to the parts of what was taken, in minor units; their sum is the refund's amount. */
export interface RefundParts {
  readonly order?: bigint | undefined;
  readonly tip?: bigint | undefined;
  readonly surcharge?: bigint | undefined;
  readonly salesTax?: bigint | undefined;
  readonly serviceCharge?: bigint | undefined;
}
export interface RefundRequest extends AfterCharge {
  readonly kind: 'refund';
  readonly amount: Money;
  readonly parts?: RefundParts;
}

/** What is asked after, beside its charge. For a cancel the charge itself is asked. */
export type QueriedOperation =
  | { readonly kind: 'sale' | 'authorize' }
  | {
      readonly kind: 'refund' | 'capture' | 'increment' | 'adjust_tip' | 'void';
      readonly providerKey: string;
      readonly providerRef?: string;
      /** Of a void: all that the charge holds or took. */
      readonly amount: Money;
      /** It was asked of a terminal. */
      readonly onTerminal: boolean;
    };
export interface QueryRequest {
  readonly kind: 'query';
  readonly operation: QueriedOperation;
  readonly charge: ChargeReference;
}
export type ProviderRequest =
  SaleRequest | CancelRequest | CaptureRequest | IncrementRequest | AdjustTipRequest | VoidRequest | RefundRequest;
