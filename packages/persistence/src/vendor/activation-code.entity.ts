import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, uuidOrNull } from '../columns.js';
import type { Mode } from '../merchant/merchant.entity.js';

/** What makes a device a terminal of a store. The code itself is stored nowhere. */
@Entity('activation_code')
export class ActivationCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') mode!: Mode;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'store_id' }) storeId!: string;
  /** Whose software may use it. */
  @Column('uuid', { name: 'vendor_id' }) vendorId!: string;
  /** The terminal that it activates, or activates again; null: each use makes a new one. */
  @Column(uuidOrNull('terminal_id')) terminalId!: string | null;
  /** SHA-256 of the code. */
  @Column('bytea', { name: 'code_hash' }) codeHash!: Buffer;
  /** Its first characters, which are no part of the secret: by them it is found, and people tell codes apart. */
  @Column('text') prefix!: string;
  @Column('integer') uses!: number;
  @Column('integer', { name: 'uses_left' }) usesLeft!: number;
  @Column(at('expires_at')) expiresAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('revoked_at')) revokedAt!: Date | null;
}
