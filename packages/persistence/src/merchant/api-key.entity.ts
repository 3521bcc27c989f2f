import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, uuidOrNull } from '../columns.js';
import type { Mode } from './merchant.entity.js';

/** A platform key acts for any merchant of its mode and names none itself. */
export type KeyScope = 'merchant' | 'platform';

@Entity('api_key')
export class ApiKey {
  @PrimaryColumn('uuid') id!: string;
  @Column(uuidOrNull('merchant_id')) merchantId!: string | null;
  @Column('text') scope!: KeyScope;
  @Column('text') mode!: Mode;
  /** The key's first characters, for people to tell keys apart. */
  @Column('text') prefix!: string;
  /** SHA-256 of the key; the key itself is stored nowhere. */
  @Column('bytea', { name: 'key_hash' }) keyHash!: Buffer;
  @Column('text', { array: true }) permissions!: string[];
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('revoked_at')) revokedAt!: Date | null;
}
