import { isDeepStrictEqual } from 'node:util';
import { IdempotencyKeyReused } from '@interlock/domain';
import type { Pool, PoolClient } from 'pg';
import { assertSame } from '../idempotency/same-request.js';
import { bound, named } from '../engine/named.js';
import { inTransaction } from '../server/in-transaction.js';
import { isUniqueViolation } from '../server/unique-violation.js';
import type { Author, RepeatKey, SettingChange, StaleSetting } from './setting-change.js';
import { tellStale } from './settings-channel.js';

const entryStatement = named(
  'audit_entry',
  `
insert into audit_entry (id, at, mode, merchant_id, actor, request_id, address, action, subject_type, subject_id, before, after,
  idempotency_scope, idempotency_key, idempotency_hashes)
values (:id, :at, :mode, :merchant_id, :actor, :request_id, :address, :action, :subject_type, :subject_id, :before::jsonb, :after::jsonb,
  :idempotency_scope, :idempotency_key, :idempotency_hashes::jsonb)`,
);

const byKeyStatement = `
select subject_id as "subjectId", idempotency_hashes as "idempotencyHashes" from audit_entry where idempotency_scope = $1 and idempotency_key = $2`;

/** What a change brought; of a repeat, the subject that the first request made or changed. */
export type ChangeAnswer<Result> =
  { readonly replayed: false; readonly result: Result } | { readonly replayed: true; readonly subjectId: string };

/** The change is not made, and nothing is written of it. */
export type Change<Result> = { readonly result: Result } & (SettingChange | { readonly action: null });

/** The one way in which a setting is changed: with its audit entry, in one transaction. */
export class SettingChanges {
  constructor(
    private readonly pool: Pool,
    private readonly newId: () => string,
    /** Epoch milliseconds. */
    private readonly now: () => number,
    /** This process's own caches hear of it at once, whether or not it listens. */
    private readonly tellHere: (stale: StaleSetting) => void = () => undefined,
  ) {}

  /**
   * Runs the work in a transaction, writes what it says has changed, and tells every gateway. Where `key` was used before with the same content
   * nothing is run. Throws `IdempotencyKeyReused`, and
   * whatever the work throws, with nothing written.
   */
  async change<Result>(
    author: Author,
    key: RepeatKey,
    work: (transaction: PoolClient, at: Date) => Promise<Change<Result>>,
  ): Promise<ChangeAnswer<Result>> {
    const before = await this.#repeated(key);
    if (before !== undefined) return before;
    try {
      return { replayed: false, result: await this.#inTransaction(author, key, work) };
    } catch (error) {
      // Two of the same request at once: whatever stopped this one, the other may have made it.
      const meanwhile = await this.#repeated(key);
      if (meanwhile !== undefined) return meanwhile;
      if (isUniqueViolation(error, 'idempotency_key_pkey')) throw new IdempotencyKeyReused(`Idempotency-Key "${key.key}"`, ['path']);
      throw error;
    }
  }

  /** The same for a request without a key. A change that leaves everything as it is writes no entry. Throws whatever the work throws. */
  async changeNow<Result>(author: Author, work: (transaction: PoolClient, at: Date) => Promise<Change<Result>>): Promise<Result> {
    return this.#inTransaction(author, null, work);
  }

  async #repeated(key: RepeatKey): Promise<{ readonly replayed: true; readonly subjectId: string } | undefined> {
    const { rows } = await this.pool.query<{ subjectId: string; idempotencyHashes: Record<string, string> }>({
      name: 'audit_entry_by_key',
      text: byKeyStatement,
      values: [key.scope, key.key],
    });
    if (rows[0] === undefined) return undefined;
    assertSame(key.key, rows[0], key.hashes);
    return { replayed: true, subjectId: rows[0].subjectId };
  }

  async #inTransaction<Result>(
    author: Author,
    key: RepeatKey | null,
    work: (transaction: PoolClient, at: Date) => Promise<Change<Result>>,
  ): Promise<Result> {
    const change = await inTransaction(this.pool, async (transaction) => {
      const at = new Date(this.now());
      const made = await work(transaction, at);
      if (made.action !== null && (key !== null || !isDeepStrictEqual(made.before, made.after)))
        await this.#write(transaction, { author, key, change: made, at });
      return made;
    });
    if (change.action !== null) for (const stale of change.stale ?? []) this.tellHere(stale);
    return change.result;
  }

  async #write(
    transaction: PoolClient,
    { author, key, change, at }: { author: Author; key: RepeatKey | null; change: SettingChange; at: Date },
  ): Promise<void> {
    await transaction.query(
      bound(entryStatement, {
        ...{ id: this.newId(), at, mode: author.mode, merchant_id: change.merchantId },
        ...{ actor: author.actor, request_id: author.requestId, address: author.address },
        ...{ action: change.action, subject_type: change.subject.type, subject_id: change.subject.id },
        ...{ before: change.before, after: change.after },
        ...{ idempotency_scope: key?.scope ?? null, idempotency_key: key?.key ?? null, idempotency_hashes: key?.hashes ?? null },
      }),
    );
    // Told at the commit, and not at all without one.
    for (const stale of change.stale ?? []) await tellStale(transaction, stale);
  }
}
