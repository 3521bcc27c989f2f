import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull } from '../columns.js';

/** How fast the worker may ask an account, for all processes together. */
@Entity('account_pace')
export class AccountPace {
  @PrimaryColumn('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  /** The next page is claimed from here on: each claim moves it by what it took. */
  @Column(at('next_claim_at')) nextClaimAt!: Date;
  /** The provider wanted fewer requests. */
  @Column(atOrNull('paused_until')) pausedUntil!: Date | null;
  /** Pauses one soon after the other: each is longer. */
  @Column('integer') pauses!: number;
}
