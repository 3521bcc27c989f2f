import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, jsonOrNull, textOrNull, uuidOrNull } from '../columns.js';
import type { Mode } from '../merchant/merchant.entity.js';

/** Who changed which setting, when, from where, and what it was before. Append-only by trigger. Of a secret it holds a fingerprint and a date. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column(at('at')) at!: Date;
  @Column('text') mode!: Mode;
  /** Whose setting it is; null: the platform's. */
  @Column(uuidOrNull('merchant_id')) merchantId!: string | null;
  /** The first characters of an API key, or the name of a process of ours. */
  @Column('text') actor!: string;
  @Column('text', { name: 'request_id' }) requestId!: string;
  /** Where the request came from; null: a process of ours. */
  @Column(textOrNull('address')) address!: string | null;
  /** Subject and verb: `merchant.change`. */
  @Column('text') action!: string;
  @Column('text', { name: 'subject_type' }) subjectType!: string;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column(jsonOrNull('before')) before!: Record<string, unknown> | null;
  @Column(jsonOrNull('after')) after!: Record<string, unknown> | null;
  @Column(textOrNull('idempotency_scope')) idempotencyScope!: string | null;
  @Column(textOrNull('idempotency_key')) idempotencyKey!: string | null;
  @Column(jsonOrNull('idempotency_hashes')) idempotencyHashes!: Record<string, string> | null;
}
