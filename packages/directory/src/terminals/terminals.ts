import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { isUniqueViolation, SettingChanges, storeRows, TerminalKeyRepository, terminalRows } from '@interlock/persistence';
import type { Author, Queryable, TerminalWithPlace } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import { newSigningKey } from '../activation/key-rules.js';
import { AlreadyThere, SettingRefused, StoreNotFound, TerminalNotFound } from '../errors.js';
import { nextOf } from '../page.js';
import type { PageInput } from '../page.js';
import { given, repeatKey } from '../requests.js';
import type { Request } from '../requests.js';
import { auditedTerminal, terminalView } from './terminal-view.js';
import type { TerminalView } from './terminal-view.js';

export interface TerminalInput {
  readonly terminalSn: string;
  readonly storeNo: string;
  readonly name: string;
  readonly ipList: readonly string[];
}
export interface TerminalPatch {
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly ipList?: string[] | undefined;
  readonly notifyWithTerminalKey?: boolean | undefined;
}
type MerchantRequest = Request & { readonly merchantId: string };

/** The terminals of a merchant. One that is made here is bound to a device by an activation code of its own. */
@Injectable()
export class Terminals {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly changes: SettingChanges,
    private readonly keys: TerminalKeyRepository,
  ) {}

  /** Throws `AlreadyThere`, `StoreNotFound`, `IdempotencyKeyReused`. */
  async create(request: MerchantRequest, input: TerminalInput): Promise<Answer<TerminalView>> {
    const { merchantId } = request;
    const { keyRing, newId, pool } = this.runtime;
    const answer = await this.changes
      .change(request.author, repeatKey(keyRing, request, 'POST /v1/terminals', input), async (transaction, at) => {
        const store = await storeRows.findStore(transaction, merchantId, { storeNo: input.storeNo });
        if (store === undefined) throw new StoreNotFound();
        const { terminalSn, name, ipList } = input;
        const id = newId();
        await terminalRows.insertTerminal(transaction, {
          id,
          merchantId,
          storeId: store.id,
          terminalSn,
          name,
          ipList: [...ipList],
          createdAt: at,
        });
        const made = existing(await terminalRows.findTerminal(transaction, merchantId, { id }));
        return {
          action: 'terminal.create',
          subject: { type: 'terminal', id },
          merchantId,
          before: null,
          after: auditedTerminal(made),
          result: made,
        };
      })
      .catch((error: unknown) => {
        // It is unique over all merchants, so nothing is said of whose it is.
        if (isUniqueViolation(error, 'terminal_terminal_sn_key')) throw new AlreadyThere('terminalSn', 'is taken: choose another one');
        throw error;
      });
    if (!answer.replayed) return { view: this.view(answer.result), replayed: false };
    return { view: this.view(existing(await terminalRows.findTerminal(pool, merchantId, { id: answer.subjectId }))), replayed: true };
  }

  /** Throws `TerminalNotFound`. */
  async change(author: Author, merchantId: string, terminalSn: string, patch: TerminalPatch): Promise<TerminalView> {
    return this.changed(author, merchantId, terminalSn, 'terminal.change', (transaction, before, at) =>
      terminalRows.changeTerminal(transaction, before, given(patch), at),
    );
  }

  /**
   * What a provider account calls the terminal; null: it does not know it any more, which also ends what is left of an account that the merchant had.
   * Throws `TerminalNotFound`, `SettingRefused`, `AlreadyThere`.
   */
  async bind(
    author: Author,
    merchantId: string,
    terminalSn: string,
    accountId: string,
    providerTerminalSn: string | null,
  ): Promise<TerminalView> {
    return this.changed(author, merchantId, terminalSn, 'terminal.bind', async (transaction, before, at) => {
      if (
        !UUID.test(accountId) ||
        (providerTerminalSn !== null && !(await terminalRows.isBoundToAccount(transaction, merchantId, accountId)))
      )
        throw new SettingRefused('the merchant has no such provider account', [
          { path: 'accountId', message: 'is no account of this merchant' },
        ]);
      await terminalRows.bindTerminal(transaction, before.id, accountId, providerTerminalSn, at);
      return existing(await terminalRows.findTerminal(transaction, merchantId, { id: before.id }));
    }).catch((error: unknown) => {
      // An account may serve several merchants, so nothing is said of whose it is.
      if (isUniqueViolation(error, 'terminal_binding_of_pos'))
        throw new AlreadyThere('providerTerminalSn', 'is what the account calls another terminal: unbind that one first');
      throw error;
    });
  }

  /**
   * A new key that its notifications are signed with, shown by this answer alone: a repeat shows none. Throws `TerminalNotFound`,
   * `IdempotencyKeyReused`.
   */
  async newNotificationKey(
    request: MerchantRequest,
    terminalSn: string,
  ): Promise<Answer<TerminalView & { readonly newNotificationKey?: string }>> {
    const { merchantId, author } = request;
    const { keyRing, pool } = this.runtime;
    const key = newSigningKey();
    const path = `POST /v1/terminals/${terminalSn}/notification-key`;
    const answer = await this.changes.change(author, repeatKey(keyRing, request, path, {}), async (transaction, at) => {
      const before = existing(await terminalRows.lockTerminal(transaction, merchantId, terminalSn));
      const notificationKey = await this.keys.sealNotificationKey(before.id, key);
      const after = await terminalRows.changeTerminal(transaction, before, { notificationKey }, at);
      return { ...changeOf('terminal.notification_key', before, after), result: after };
    });
    if (!answer.replayed) return { view: { ...this.view(answer.result), newNotificationKey: key }, replayed: false };
    return { view: this.view(existing(await terminalRows.findTerminal(pool, merchantId, { id: answer.subjectId }))), replayed: true };
  }

  /** Throws `TerminalNotFound`. */
  async read(merchantId: string, terminalSn: string): Promise<TerminalView> {
    return this.view(existing(await terminalRows.findTerminal(this.runtime.pool, merchantId, { terminalSn })));
  }

  /** Newest first. */
  async list(
    merchantId: string,
    { storeNo, cursor, limit }: PageInput & { readonly storeNo?: string | undefined },
  ): Promise<{ readonly terminals: TerminalView[]; readonly nextCursor?: string }> {
    const found = await terminalRows.listTerminals(this.runtime.pool, { merchantId, storeNo }, cursor, limit + 1);
    return { terminals: found.slice(0, limit).map((terminal) => this.view(terminal)), ...nextOf(found, limit) };
  }

  private async changed(
    author: Author,
    merchantId: string,
    terminalSn: string,
    action: string,
    work: (transaction: Queryable, before: TerminalWithPlace, at: Date) => Promise<TerminalWithPlace>,
  ): Promise<TerminalView> {
    const terminal = await this.changes.changeNow(author, async (transaction, at) => {
      const before = existing(await terminalRows.lockTerminal(transaction, merchantId, terminalSn));
      const after = await work(transaction, before, at);
      return { ...changeOf(action, before, after), result: after };
    });
    return this.view(terminal);
  }

  private view(terminal: TerminalWithPlace): TerminalView {
    return terminalView(terminal, this.runtime.clock.now());
  }
}

function changeOf(action: string, before: TerminalWithPlace, after: TerminalWithPlace) {
  const { id, merchantId, terminalSn } = before;
  return {
    ...{ action, subject: { type: 'terminal', id }, merchantId },
    ...{ before: auditedTerminal(before), after: auditedTerminal(after), stale: [{ kind: 'terminal' as const, id: terminalSn }] },
  };
}

function existing(terminal: TerminalWithPlace | undefined): TerminalWithPlace {
  if (terminal === undefined) throw new TerminalNotFound();
  return terminal;
}
