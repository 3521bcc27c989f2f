import type { CustomerAction } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, jsonOrNull, textOrNull } from '../columns.js';

/**
 * `preparing`: the provider is being asked for the payer's page; `prepared`: the payer has it; `active`: it can be charged; `ending`: it can be
 * charged no more, and the provider is being told; `refused`: the provider did not want it.
 */
export type AgreementState = 'preparing' | 'prepared' | 'active' | 'ending' | 'ended' | 'refused';

/** A payer's stored consent to be charged through one provider account. */
@Entity('agreement')
export class Agreement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  @Column('text') state!: AgreementState;
  /** JWE of the provider's access token. */
  @Column(textOrNull('token')) token!: string | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('expires_at')) expiresAt!: Date | null;
  /** JWE of the token that renews the other, once. */
  @Column(textOrNull('refresh_token')) refreshToken!: string | null;
  @Column(atOrNull('refresh_expires_at')) refreshExpiresAt!: Date | null;
  /** The provider's name for the payer. */
  @Column(textOrNull('payer_id')) payerId!: string | null;
  /** What was asked: language, description, page to return to, options. */
  @Column(jsonOrNull('content')) content!: Record<string, unknown> | null;
  @Column(jsonOrNull('next_action')) nextAction!: CustomerAction | null;
  /** The provider's last no, in its own words. */
  @Column(textOrNull('provider_code')) providerCode!: string | null;
  @Column(textOrNull('message')) message!: string | null;
  @Column(textOrNull('idempotency_key')) idempotencyKey!: string | null;
  @Column(jsonOrNull('idempotency_hashes')) idempotencyHashes!: Record<string, string> | null;
  @Column(textOrNull('confirm_key')) confirmKey!: string | null;
  @Column(jsonOrNull('confirm_hashes')) confirmHashes!: Record<string, string> | null;
  /** When a worker looks at it: to renew it, or to end it; while a confirmation runs, until when nobody else confirms. */
  @Column(atOrNull('due_at')) dueAt!: Date | null;
  /** Sends of the code that is being confirmed, or of the present refresh token, counted before each leaves. */
  @Column('integer') sends!: number;
  /** Raised by whoever takes it up; what an older holder learns is not written. */
  @Column('integer') lease!: number;
}
