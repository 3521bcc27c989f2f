import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, textOrNull } from '../columns.js';

export type AgreementState = 'prepared' | 'active' | 'ended';

/** A payer's stored consent to be charged through one provider account. */
@Entity('agreement')
export class Agreement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  @Column('text') state!: AgreementState;
  /** JWE of the provider's access token; context `agreementTokenContext(id)`. */
  @Column(textOrNull('token')) token!: string | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('expires_at')) expiresAt!: Date | null;
}
