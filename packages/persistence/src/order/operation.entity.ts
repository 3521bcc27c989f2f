import type { CurrencyCode, DeclineCode, OperationKind, Outcome, ProviderName } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, currencyColumn, jsonOrNull, minor, minorOrNull, textOrNull, uuidOrNull } from '../columns.js';

/** One money verb on an order, at one provider account, with one provider key for ever; also its own recovery job. */
@Entity('operation')
export class Operation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  /** Its own id for a sale or authorization, which carries the amounts; the charge that it acts on for every other kind. */
  @Column('uuid', { name: 'charge_id' }) chargeId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') kind!: OperationKind;
  /** Null while it runs. */
  @Column(textOrNull('outcome')) outcome!: Outcome | null;
  @Column('text') origin!: 'merchant' | 'interlock' | 'provider';
  @Column('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  @Column('text') provider!: ProviderName;
  /** What the provider receives as its idempotency field. */
  @Column('text', { name: 'provider_key' }) providerKey!: string;
  @Column(textOrNull('provider_reference')) providerReference!: string | null;
  @Column('bytea', { name: 'request_hash' }) requestHash!: Buffer;
  @Column(currencyColumn) currency!: CurrencyCode;
  @Column(minorOrNull('amount_minor')) amountMinor!: bigint | null;
  @Column(minorOrNull('tip_minor')) tipMinor!: bigint | null;
  @Column(textOrNull('refund_no')) refundNo!: string | null;
  @Column(textOrNull('idempotency_key')) idempotencyKey!: string | null;
  @Column(jsonOrNull('idempotency_hashes')) idempotencyHashes!: Record<string, string> | null;
  @Column(textOrNull('operator')) operator!: string | null;
  @Column(textOrNull('reason')) reason!: string | null;
  /** The payer's credential is needed to send it, and lives only in the process that began it. */
  @Column('boolean', { name: 'credential_held' }) credentialHeld!: boolean;
  /** How often it was sent. */
  @Column('integer') attempts!: number;
  /** Raised by each claim; only the holder of the present one sends. */
  @Column('integer') lease!: number;
  /** Past it the present attempt sends nothing. */
  @Column(at('send_until')) sendUntil!: Date;
  /** When a worker looks at it; null: nothing is left to look into. */
  @Column(atOrNull('due_at')) dueAt!: Date | null;
  /** The worker sends it once more, under its own lease, instead of only asking. */
  @Column('boolean', { name: 'send_again' }) sendAgain!: boolean;
  /** How often it was looked at, for the query schedule. */
  @Column('integer') looks!: number;
  /** The provider has shown that it knows the operation. */
  @Column('boolean') shown!: boolean;
  /** The provider's first word on a cancel, before a query proves it. */
  @Column(textOrNull('answer')) answer!: 'yes' | 'no' | null;
  @Column(atOrNull('answered_at')) answeredAt!: Date | null;
  @Column('integer', { name: 'not_found_count' }) notFoundCount!: number;
  @Column(atOrNull('not_found_at')) notFoundAt!: Date | null;
  /** Facts that repeated what was known. */
  @Column('integer', { name: 'repeat_count' }) repeatCount!: number;
  /** A second approved charge of the order; it has a case. */
  @Column('boolean') duplicate!: boolean;
  @Column(textOrNull('decline_code')) declineCode!: DeclineCode | null;
  @Column(textOrNull('provider_code')) providerCode!: string | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('finished_at')) finishedAt!: Date | null;

  // The amounts of a charge; zero on every other kind.
  @Column(minor('authorized_minor')) authorizedMinor!: bigint;
  @Column(minor('capturing_minor')) capturingMinor!: bigint;
  @Column(minor('captured_minor')) capturedMinor!: bigint;
  @Column(minor('tip_taken_minor')) tipTakenMinor!: bigint;
  @Column(minor('cashback_minor')) cashbackMinor!: bigint;
  @Column(minor('surcharge_minor')) surchargeMinor!: bigint;
  @Column(minor('excess_minor')) excessMinor!: bigint;
  @Column(minor('refunding_minor')) refundingMinor!: bigint;
  @Column(minor('refunded_minor')) refundedMinor!: bigint;
  @Column(minor('over_refunded_minor')) overRefundedMinor!: bigint;
  /** The open capture, increment, tip, void or cancel of this charge. */
  @Column(uuidOrNull('open_exclusive')) openExclusive!: string | null;
  @Column('integer', { name: 'open_refunds' }) openRefunds!: number;

  /** What was asked beside amount and number, as far as it may be stored: parts, terminal, provider options. */
  @Column(jsonOrNull('content')) content!: Record<string, unknown> | null;
  @Column(minorOrNull('cashback_asked_minor')) cashbackAskedMinor!: bigint | null;
  /** The payer chooses the tip on the terminal. */
  @Column('boolean', { name: 'tip_on_screen' }) tipOnScreen!: boolean;
  /** The closed batch that a charge was handed in with. */
  @Column(uuidOrNull('batch_id')) batchId!: string | null;
  /** Of a charge: when a query of its order was last begun; kept by the claim and by `take_ask` alone. */
  @Column(atOrNull('asked_at')) askedAt!: Date | null;
}
