import type { CurrencyCode } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, currencyColumn, minorOrNull, textOrNull } from '../columns.js';
import type { BatchException, BatchState, StoredScope } from './batch-record.js';

/** A close that we asked of a provider; also its own recovery job. */
@Entity('batch')
export class Batch {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  /** As it was when the close was asked, beside what the provider calls its members. */
  @Column('jsonb') scope!: StoredScope;
  @Column('text') state!: BatchState;
  @Column('integer') attempts!: number;
  /** Raised by each claim; only the holder of the present one sends. */
  @Column('integer') lease!: number;
  @Column(at('send_until')) sendUntil!: Date;
  /** When a worker looks at it; null: nobody does. */
  @Column(atOrNull('due_at')) dueAt!: Date | null;
  /** When the present attempt was begun. */
  @Column(at('asked_at')) askedAt!: Date;
  /** When the attempt was begun whose answer proved the close: what was finished by then is in a closed batch. */
  @Column(atOrNull('closed_as_of')) closedAsOf!: Date | null;
  /** What the provider states. */
  @Column({ type: 'integer', name: 'stated_count', nullable: true }) statedCount!: number | null;
  @Column(minorOrNull('stated_total_minor')) statedTotalMinor!: bigint | null;
  /** What we stamped. */
  @Column({ type: 'integer', name: 'own_count', nullable: true }) ownCount!: number | null;
  @Column(minorOrNull('own_total_minor')) ownTotalMinor!: bigint | null;
  @Column(currencyColumn) currency!: CurrencyCode;
  @Column(textOrNull('provider_code')) providerCode!: string | null;
  @Column(textOrNull('message')) message!: string | null;
  /** What was open in the scope when the close was asked. */
  @Column('jsonb') exceptions!: BatchException[];
  /** The latest exchanges about it, masked: the evidence. */
  @Column('jsonb') exchanges!: unknown;
  @Column('text', { name: 'idempotency_key' }) idempotencyKey!: string;
  @Column('jsonb', { name: 'idempotency_hashes' }) idempotencyHashes!: Record<string, string>;
  @Column('text') actor!: string;
  @Column('text', { name: 'request_id' }) requestId!: string;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('finished_at')) finishedAt!: Date | null;
}
