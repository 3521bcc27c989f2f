import type { CaseKind, CaseState, Resolution } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, jsonOrNull, minorOrNull, textOrNull, uuidOrNull } from '../columns.js';

/** Something that a person must look at; one row of a kind per operation, opened again by a later fact. */
@Entity('case')
export class Case {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'operation_id' }) operationId!: string;
  @Column('text') kind!: CaseKind;
  @Column('text') state!: CaseState;
  @Column(textOrNull('owner')) owner!: string | null;
  @Column('text') detail!: string;
  @Column(uuidOrNull('fact_id')) factId!: string | null;
  @Column(at('opened_at')) openedAt!: Date;
  @Column(at('due_at')) dueAt!: Date;
  @Column(atOrNull('closed_at')) closedAt!: Date | null;
  /** What a person made of it; null: nobody has, or a fact has closed it. */
  @Column(textOrNull('resolution')) resolution!: Resolution | null;
  /** While a second person is waited for: what the first one wants. */
  @Column(jsonOrNull('proposal')) proposal!: Record<string, unknown> | null;
  /** What its writing off has booked to suspense, in minor units: above zero where the provider holds more than we know of. */
  @Column(minorOrNull('suspense_minor')) suspenseMinor!: bigint | null;
  /** Lines about the latest change, which a trigger has appended to the history. */
  @Column(jsonOrNull('notes')) notes!: readonly Record<string, unknown>[] | null;
  /** The newer row of the same operation and kind, of rows from before a case was opened again. */
  @Column(uuidOrNull('superseded_by')) supersededBy!: string | null;
}
