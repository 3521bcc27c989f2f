import type { OrderState, Outcome } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, textOrNull, uuidOrNull } from '../columns.js';

/** One change of an order: what caused it, and the fact that proves it. Append-only. */
@Entity('transition')
export class Transition {
  @PrimaryColumn('uuid', { name: 'order_id' }) orderId!: string;
  @PrimaryColumn('integer') version!: number;
  /** Null for the order's first. */
  @Column(textOrNull('from_state')) fromState!: OrderState | null;
  @Column('text', { name: 'to_state' }) toState!: OrderState;
  @Column(uuidOrNull('operation_id')) operationId!: string | null;
  @Column(textOrNull('operation_outcome')) operationOutcome!: Outcome | null;
  @Column(uuidOrNull('fact_id')) factId!: string | null;
  @Column('text') cause!: string;
  @Column('text') actor!: string;
  @Column('text', { name: 'request_id' }) requestId!: string;
  @Column(at('at')) at!: Date;
}
