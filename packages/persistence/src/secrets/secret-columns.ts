/** A column that holds sealed secrets, and the key of its table. */
export interface SecretColumn {
  readonly table: string;
  readonly column: string;
  readonly key: 'id' | 'purpose';
  readonly keyType: 'uuid' | 'text';
}

const byId = { key: 'id', keyType: 'uuid' } as const;

/** Every one there is: those whose type is `sealed`, which the database lets nothing in clear into. */
export const secretColumns: readonly SecretColumn[] = [
  { table: 'hash_key', column: 'secret', key: 'purpose', keyType: 'text' },
  { table: 'provider_account', column: 'secrets', ...byId },
  { table: 'agreement', column: 'token', ...byId },
  { table: 'agreement', column: 'refresh_token', ...byId },
  { table: 'webhook_secret', column: 'secret', ...byId },
  { table: 'vendor', column: 'secrets', ...byId },
  { table: 'terminal', column: 'notification_key', ...byId },
  { table: 'terminal_key', column: 'secret', ...byId },
];
