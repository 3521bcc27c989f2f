import { createHash, randomBytes } from 'node:crypto';
import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { apiKeyRows, SettingChanges } from '@interlock/persistence';
import type { ApiKey, ApiKeyChange, Author, KeyOwner, Mode } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import { ApiKeyNotFound, SettingRefused } from '../errors.js';
import { nextOf } from '../page.js';
import type { PageInput } from '../page.js';
import { given, repeatKey } from '../requests.js';
import type { Request } from '../requests.js';
import { apiKeyView, auditedApiKey } from './api-key-view.js';
import type { ApiKeyView } from './api-key-view.js';
import { assertGives } from './key-rights.js';
import type { KeyRights } from './key-rights.js';

/** Characters of a key that may be shown. */
const PREFIX_LENGTH = 12;

export interface ApiKeyInput {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly ipList: readonly string[];
  readonly expiresInSeconds?: number | undefined;
}
export interface ApiKeyPatch {
  readonly name?: string | undefined;
  readonly ipList?: string[] | undefined;
}
/** With the key itself where this answer has made it. */
export type ShownApiKey = ApiKeyView & { readonly key?: string };
/** Who asks, with what their own key has: no more can be given. */
export interface KeyRequest extends Request {
  readonly rights: KeyRights;
}

/** API keys of a merchant, or of the platform. */
@Injectable()
export class ApiKeySettings {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly changes: SettingChanges,
  ) {}

  /** The key is shown by this answer alone: a repeat shows none. Throws `SettingRefused`, `IdempotencyKeyReused`. */
  async create(request: KeyRequest, input: ApiKeyInput): Promise<Answer<ShownApiKey>> {
    const { author, merchantId } = request;
    const made = this.newKey(author, { mode: author.mode, merchantId });
    const key = repeatKey(this.runtime.keyRing, request, 'POST /v1/api-keys', input);
    const answer = await this.changes.change(author, key, async (transaction, at) => {
      const { name, permissions, ipList, expiresInSeconds } = input;
      const expiresAt = expiresInSeconds === undefined ? null : new Date(at.getTime() + expiresInSeconds * 1000);
      assertGives(request.rights, { permissions, ipList, expiresAt });
      const row = { ...made.row, name, permissions: [...permissions], ipList: [...ipList], expiresAt, createdAt: at };
      const stored = await apiKeyRows.insertApiKey(transaction, row);
      const subject = { type: 'api_key', id: stored.id };
      return { action: 'api_key.create', subject, merchantId, before: null, after: auditedApiKey(stored), result: stored };
    });
    return this.shown(request, answer, made.key);
  }

  /**
   * A key with the same rights in the place of this one, which goes on for `overlapSeconds`, or to its own end if that is sooner. The new one is
   * shown by this answer alone. Throws `ApiKeyNotFound`, `SettingRefused`, `IdempotencyKeyReused`.
   */
  async rotate(request: KeyRequest, id: string, overlapSeconds: number): Promise<Answer<ShownApiKey>> {
    const { author, merchantId } = request;
    const owner = { mode: author.mode, merchantId };
    const made = this.newKey(author, owner);
    const key = repeatKey(this.runtime.keyRing, request, `POST /v1/api-keys/${id}/rotate`, { overlapSeconds });
    const answer = await this.changes.change(author, key, async (transaction, at) => {
      const before = existing(UUID.test(id) ? await apiKeyRows.findApiKey(transaction, owner, id, 'lock') : undefined);
      assertGives(request.rights, before);
      if (before.revokedAt !== null || before.successorId !== null || (before.expiresAt !== null && before.expiresAt <= at))
        throw new SettingRefused('the key was rotated or revoked before, or has expired');
      const { name, permissions, ipList } = before;
      // What had an end keeps it: a rotation is no way around it.
      const stored = await apiKeyRows.insertApiKey(transaction, {
        ...made.row,
        name,
        permissions,
        ipList,
        expiresAt: before.expiresAt,
        createdAt: at,
      });
      const until = new Date(Math.min(at.getTime() + overlapSeconds * 1000, before.expiresAt?.getTime() ?? Infinity));
      const after = await apiKeyRows.changeApiKey(transaction, before, { expiresAt: until, successorId: stored.id });
      const change = { before: auditedApiKey(before), after: { ...auditedApiKey(after), successor: auditedApiKey(stored) } };
      // A repeat shows the new one, so that is what the entry is about.
      const subject = { type: 'api_key', id: stored.id };
      return { action: 'api_key.rotate', subject, merchantId, ...change, stale: staleOf(before), result: stored };
    });
    return this.shown(request, answer, made.key);
  }

  /** Throws `ApiKeyNotFound`, `SettingRefused`. */
  async change(author: Author, owner: KeyOwner, rights: KeyRights, id: string, patch: ApiKeyPatch): Promise<ApiKeyView> {
    return this.changed(author, owner, id, 'api_key.change', ({ permissions }) => {
      // Where a stronger key may be used from is part of its strength.
      if (patch.ipList !== undefined) assertGives(rights, { permissions, ipList: patch.ipList });
      return given(patch);
    });
  }

  /** It is let in no more; also a stronger one, since a key that leaked must be ended by whoever is there. Throws `ApiKeyNotFound`. */
  async revoke(author: Author, owner: KeyOwner, id: string): Promise<void> {
    await this.changed(author, owner, id, 'api_key.revoke', ({ revokedAt }, at) => ({ revokedAt: revokedAt ?? at }));
  }

  /** Throws `ApiKeyNotFound`. */
  async read(owner: KeyOwner, id: string): Promise<ApiKeyView> {
    return this.view(existing(UUID.test(id) ? await apiKeyRows.findApiKey(this.runtime.pool, owner, id) : undefined));
  }

  /** Newest first. */
  async list(owner: KeyOwner, { cursor, limit }: PageInput): Promise<{ readonly apiKeys: ApiKeyView[]; readonly nextCursor?: string }> {
    const found = await apiKeyRows.listApiKeys(this.runtime.pool, owner, cursor, limit + 1);
    return { apiKeys: found.slice(0, limit).map((key) => this.view(key)), ...nextOf(found, limit) };
  }

  private async changed(
    author: Author,
    owner: KeyOwner,
    id: string,
    action: string,
    change: (before: ApiKey, at: Date) => ApiKeyChange,
  ): Promise<ApiKeyView> {
    const key = await this.changes.changeNow(author, async (transaction, at) => {
      const before = existing(UUID.test(id) ? await apiKeyRows.findApiKey(transaction, owner, id, 'lock') : undefined);
      const after = await apiKeyRows.changeApiKey(transaction, before, change(before, at));
      const subject = { type: 'api_key', id: before.id };
      const views = { before: auditedApiKey(before), after: auditedApiKey(after), stale: staleOf(before) };
      return { action, subject, merchantId: owner.merchantId, ...views, result: after };
    });
    return this.view(key);
  }

  private newKey(author: Author, { mode, merchantId }: { readonly mode: Mode; readonly merchantId: string | null }) {
    const key = `sk_${mode}_${randomBytes(24).toString('base64url')}`;
    const scope = merchantId === null ? ('platform' as const) : ('merchant' as const);
    const keyHash = createHash('sha256').update(key).digest();
    const row = {
      id: this.runtime.newId(),
      merchantId,
      scope,
      mode,
      prefix: key.slice(0, PREFIX_LENGTH),
      keyHash,
      createdBy: author.actor,
    };
    return { key, row };
  }

  private async shown(
    { author, merchantId }: KeyRequest,
    answer: { readonly replayed: false; readonly result: ApiKey } | { readonly replayed: true; readonly subjectId: string },
    key: string,
  ): Promise<Answer<ShownApiKey>> {
    if (!answer.replayed) return { view: { ...this.view(answer.result), key }, replayed: false };
    return { view: await this.read({ mode: author.mode, merchantId }, answer.subjectId), replayed: true };
  }

  private view(key: ApiKey): ApiKeyView {
    return apiKeyView(key, this.runtime.clock.now());
  }
}

const staleOf = ({ keyHash }: ApiKey) => [{ kind: 'api_key' as const, id: keyHash.toString('hex') }];

function existing(key: ApiKey | undefined): ApiKey {
  if (key === undefined) throw new ApiKeyNotFound();
  return key;
}
