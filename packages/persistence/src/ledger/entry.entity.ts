import type { CurrencyCode, LedgerAccount } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, currencyColumn, minor } from '../columns.js';

/** One leg of a movement; the two legs of one `movementId` sum to zero. Append-only. */
@Entity('entry')
export class Entry {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'movement_id' }) movementId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'operation_id' }) operationId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  @Column('text') account!: LedgerAccount;
  @Column(currencyColumn) currency!: CurrencyCode;
  /** Signed: debit above zero, credit below. */
  @Column(minor('amount_minor')) amountMinor!: bigint;
  @Column(at('at')) at!: Date;
}
