import type { CurrencyCode, ProviderName } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, currencyColumn } from '../columns.js';
import type { Mode } from '../merchant/merchant.entity.js';

@Entity('provider_account')
export class ProviderAccount {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') mode!: Mode;
  @Column('text') provider!: ProviderName;
  @Column('text') name!: string;
  /** Stands for every amount where the protocol states no currency (Upay). */
  @Column(currencyColumn) currency!: CurrencyCode;
  @Column('boolean') enabled!: boolean;
  /** In the shape of the adapter's own settings schema. */
  @Column('jsonb') settings!: Record<string, unknown>;
  /** JWE of the JSON that the adapter's secrets schema reads; context `accountSecretsContext(id)`. */
  @Column('text') secrets!: string;
  @Column(at('created_at')) createdAt!: Date;
  /** Raised with every change of the row: what was read before is stale. */
  @Column(at('updated_at')) updatedAt!: Date;
}
