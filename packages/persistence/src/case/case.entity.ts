import type { CaseKind } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, textOrNull, uuidOrNull } from '../columns.js';

/** Something that a person must look at; one of a kind is open per operation. */
@Entity('case')
export class Case {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'operation_id' }) operationId!: string;
  @Column('text') kind!: CaseKind;
  @Column('text') state!: 'open' | 'closed';
  @Column(textOrNull('owner')) owner!: string | null;
  @Column('text') detail!: string;
  @Column(uuidOrNull('fact_id')) factId!: string | null;
  @Column(at('opened_at')) openedAt!: Date;
  @Column(at('due_at')) dueAt!: Date;
  @Column(atOrNull('closed_at')) closedAt!: Date | null;
}
