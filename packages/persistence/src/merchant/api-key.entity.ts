import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, textOrNull, uuidOrNull } from '../columns.js';
import type { Mode } from './merchant.entity.js';

/** A platform key acts for any merchant of its mode and names none itself. */
export type KeyScope = 'merchant' | 'platform';

@Entity('api_key')
export class ApiKey {
  @PrimaryColumn('uuid') id!: string;
  @Column(uuidOrNull('merchant_id')) merchantId!: string | null;
  @Column('text') scope!: KeyScope;
  @Column('text') mode!: Mode;
  /** What people call it. */
  @Column('text') name!: string;
  /** The key's first characters, for people to tell keys apart. */
  @Column('text') prefix!: string;
  /** SHA-256 of the key; the key itself is stored nowhere. */
  @Column('bytea', { name: 'key_hash' }) keyHash!: Buffer;
  @Column('text', { array: true }) permissions!: string[];
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('revoked_at')) revokedAt!: Date | null;
  /** Addresses and networks that it may be used from; empty: from anywhere. */
  @Column('text', { name: 'ip_list', array: true }) ipList!: string[];
  @Column(atOrNull('expires_at')) expiresAt!: Date | null;
  /** Exact to a minute. */
  @Column(atOrNull('last_used_at')) lastUsedAt!: Date | null;
  /** Who made it; null: it was there before anybody wrote this down. */
  @Column(textOrNull('created_by')) createdBy!: string | null;
  /** The key that takes its place: it was rotated. */
  @Column(uuidOrNull('successor_id')) successorId!: string | null;
}
