import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, jsonOrNull, textOrNull, uuidOrNull } from '../columns.js';

/** What a line of a case's history tells of. */
export const CASE_EVENTS = [
  'opened',
  'assigned',
  'commented',
  'asked',
  'proposed',
  'agreed',
  'rejected',
  'resolved',
  'closed_by_fact',
  'reopened',
] as const;
export type CaseEventName = (typeof CASE_EVENTS)[number];

/** One line of a case's history, written by the trigger of `case`. Append-only. */
@Entity('case_event')
export class CaseEvent {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  /** From 1 on, by case. */
  @PrimaryColumn('integer') number!: number;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') what!: CaseEventName;
  /** As the merchant's back office knows its people; null: no person. */
  @Column(textOrNull('person')) person!: string | null;
  /** The API key that the person's word came by, by its first characters. */
  @Column(textOrNull('actor')) actor!: string | null;
  @Column(textOrNull('reason')) reason!: string | null;
  @Column(textOrNull('evidence')) evidence!: string | null;
  /** What else there is to say; amounts as text. */
  @Column(jsonOrNull('detail')) detail!: Record<string, unknown> | null;
  @Column(uuidOrNull('fact_id')) factId!: string | null;
  @Column(textOrNull('request_id')) requestId!: string | null;
  @Column(textOrNull('idempotency_key')) idempotencyKey!: string | null;
  /** An HMAC per member of the request that the key stands for. */
  @Column(jsonOrNull('idempotency_hashes')) idempotencyHashes!: Record<string, string> | null;
  @Column(at('at')) at!: Date;
}
