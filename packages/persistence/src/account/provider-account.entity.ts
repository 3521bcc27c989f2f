import type { CurrencyCode, ProviderName } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, currencyColumn, jsonOrNull, textOrNull } from '../columns.js';
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
  /** Since when each of the secrets is the present one; of one that is not here, since the account was made. */
  @Column('jsonb', { name: 'secret_dates' }) secretDates!: Readonly<Record<string, string>>;
  @Column(at('created_at')) createdAt!: Date;
  /** Raised with every change of the row: what was read before is stale. */
  @Column(at('updated_at')) updatedAt!: Date;
  /** Of the key that the account signs with, where we had it from an activation or a check-in. */
  @Column(atOrNull('key_issued_at')) keyIssuedAt!: Date | null;
  /** When the next key is asked for; null: nobody asks. */
  @Column(atOrNull('check_in_due_at')) checkInDueAt!: Date | null;
  /** Why the worker's last check-in failed, and since when none has worked. */
  @Column(textOrNull('check_in_error')) checkInError!: string | null;
  @Column(atOrNull('check_in_failing_since')) checkInFailingSince!: Date | null;
  /** Raised by each process that changes the keys; only the latest writes what it was given. */
  @Column('integer', { name: 'rotation_lease' }) rotationLease!: number;
  @Column(atOrNull('rotation_until')) rotationUntil!: Date | null;
  /** The `Idempotency-Key` of the request that changed the keys last, and what it stood for. */
  @Column(textOrNull('rotation_key')) rotationKey!: string | null;
  @Column(jsonOrNull('rotation_hashes')) rotationHashes!: Record<string, string> | null;
}
