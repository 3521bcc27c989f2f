import type { CurrencyCode, CustomerAction, OrderState } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoutingRecord } from '../engine/records.js';
import { at, atOrNull, currencyColumn, jsonOrNull, minor, minorOrNull, textOrNull } from '../columns.js';

/** The payment method as it may be kept and shown: payer code, token and card masked. */
export interface StoredMethod {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** What the merchant wants paid. */
@Entity('order')
export class Order {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text', { name: 'merchant_order_no' }) merchantOrderNo!: string;
  @Column('text') state!: OrderState;
  /** Grows by one with each change, one transition row each. */
  @Column('integer') version!: number;
  @Column(minor('amount_minor')) amountMinor!: bigint;
  @Column(currencyColumn) currency!: CurrencyCode;
  @Column('jsonb') method!: StoredMethod;
  /** The rest of the order command (subject, goods, buyer …), as a later send needs it. */
  @Column('jsonb') content!: Record<string, unknown>;
  /** An HMAC per top-level member of the command: tells a replay from a reuse of the order number, and names what differs. */
  @Column('jsonb', { name: 'content_hashes' }) contentHashes!: Record<string, string>;
  @Column(jsonOrNull('metadata')) metadata!: Record<string, unknown> | null;
  @Column(textOrNull('store_no')) storeNo!: string | null;
  @Column(textOrNull('terminal_sn')) terminalSn!: string | null;
  @Column(textOrNull('operator')) operator!: string | null;
  @Column('jsonb') routing!: RoutingRecord;
  @Column(jsonOrNull('next_action')) nextAction!: CustomerAction | null;
  /** What a receipt needs; amounts as text. */
  @Column(jsonOrNull('payment')) payment!: Record<string, string> | null;
  /** A cancel that arrived while the order was being sent; its `finish` carries it out. */
  @Column(textOrNull('cancel_requested')) cancelRequested!: 'merchant' | 'expiry' | null;
  @Column(atOrNull('expires_at')) expiresAt!: Date | null;
  /** The expiry's cancel was begun or found needless: the worker looks for it once. */
  @Column('boolean', { name: 'expiry_handled' }) expiryHandled!: boolean;
  @Column(at('created_at')) createdAt!: Date;
  @Column(at('updated_at')) updatedAt!: Date;
  /** The number of sixteen digits that a till knows it by; null: no till has been told of it. */
  @Column(minorOrNull('platform_sn')) platformSn!: bigint | null;
}
