import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { ActivationCodeRepository, SettingChanges, storeRows, terminalRows, VendorRepository } from '@interlock/persistence';
import type { Author, ShownActivationCode, StoreWithBindings, TerminalWithPlace } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import { newCode, readCode } from '../activation/code-text.js';
import { ActivationCodeNotFound, SettingRefused, StoreNotFound, TerminalNotFound } from '../errors.js';
import { nextOf } from '../page.js';
import type { PageInput } from '../page.js';
import { repeatKey } from '../requests.js';
import type { Request } from '../requests.js';
import { activationCodeView, auditedCode } from './code-view.js';
import type { ActivationCodeView } from './code-view.js';

export interface CodeInput {
  /** Whose software may use it. */
  readonly vendorSn: string;
  readonly uses: number;
  readonly expiresInSeconds: number;
}
/** With the code itself where this answer has made it. */
export type ShownCode = ActivationCodeView & { readonly code?: string };
type MerchantRequest = Request & { readonly merchantId: string };

/** What makes devices terminals of a merchant's stores. */
@Injectable()
export class ActivationCodes {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly changes: SettingChanges,
    private readonly codes: ActivationCodeRepository,
    private readonly vendors: VendorRepository,
  ) {}

  /** The code is shown by this answer alone: a repeat shows none. Throws `StoreNotFound`, `SettingRefused`, `IdempotencyKeyReused`. */
  async createForStore(request: MerchantRequest, storeNo: string, input: CodeInput): Promise<Answer<ShownCode>> {
    const store = await storeRows.findStore(this.runtime.pool, request.merchantId, { storeNo });
    if (store === undefined) throw new StoreNotFound();
    return this.made(request, `POST /v1/stores/${storeNo}/activation-codes`, input, store.id, null);
  }

  /** A code that binds this terminal to a device, anew where it was bound: serial and name stay. Throws `TerminalNotFound` and the others. */
  async createForTerminal(request: MerchantRequest, terminalSn: string, input: Omit<CodeInput, 'uses'>): Promise<Answer<ShownCode>> {
    const terminal = await terminalRows.findTerminal(this.runtime.pool, request.merchantId, { terminalSn });
    if (terminal === undefined) throw new TerminalNotFound();
    return this.made(request, `POST /v1/terminals/${terminalSn}/activation-codes`, { ...input, uses: 1 }, terminal.storeId, terminal);
  }

  /** It makes no further terminal; those that it has made stay. Throws `ActivationCodeNotFound`. */
  async revoke(author: Author, merchantId: string, id: string): Promise<void> {
    await this.changes.changeNow(author, async (transaction, at) => {
      const before = await this.existing(merchantId, id);
      const revokedAt = before.revokedAt ?? at;
      await this.codes.revoke(transaction, before.id, at);
      const change = { before: auditedCode(before), after: auditedCode({ ...before, revokedAt }) };
      return {
        action: 'activation_code.revoke',
        subject: { type: 'activation_code', id: before.id },
        merchantId,
        ...change,
        result: undefined,
      };
    });
  }

  /** Throws `ActivationCodeNotFound`. */
  async read(merchantId: string, id: string): Promise<ActivationCodeView> {
    return this.view(await this.existing(merchantId, id));
  }

  /** Of a store, newest first. Throws `StoreNotFound`. */
  async list(
    merchantId: string,
    storeNo: string,
    { cursor, limit }: PageInput,
  ): Promise<{ readonly activationCodes: ActivationCodeView[]; readonly nextCursor?: string }> {
    const store: StoreWithBindings | undefined = await storeRows.findStore(this.runtime.pool, merchantId, { storeNo });
    if (store === undefined) throw new StoreNotFound();
    const found = await this.codes.list(store.id, cursor, limit + 1);
    return { activationCodes: found.slice(0, limit).map((code) => this.view(code)), ...nextOf(found, limit) };
  }

  private async made(
    request: MerchantRequest,
    path: string,
    input: CodeInput,
    storeId: string,
    terminal: TerminalWithPlace | null,
  ): Promise<Answer<ShownCode>> {
    const { keyRing, newId } = this.runtime;
    const { merchantId, author } = request;
    const code = newCode();
    const answer = await this.changes.change(author, repeatKey(keyRing, request, path, input), async (transaction, at) => {
      const vendor = await this.vendors.findBySn(input.vendorSn);
      if (vendor?.mode !== author.mode)
        throw new SettingRefused('there is no such vendor', [{ path: 'vendorSn', message: `is no vendor of ${author.mode} terminals` }]);
      const read = readCode(code);
      if (read === undefined) throw new TypeError('a new code can be read');
      const made: ShownActivationCode = {
        ...{ id: newId(), mode: author.mode, merchantId, storeId, vendorId: vendor.id, terminalId: terminal?.id ?? null },
        ...{ codeHash: read.hash, prefix: read.prefix, uses: input.uses, usesLeft: input.uses },
        ...{ expiresAt: new Date(at.getTime() + input.expiresInSeconds * 1000), createdBy: author.actor, createdAt: at, revokedAt: null },
        terminalSn: terminal?.terminalSn ?? null,
      };
      await this.codes.insert(transaction, made);
      const subject = { type: 'activation_code', id: made.id };
      return { action: 'activation_code.create', subject, merchantId, before: null, after: auditedCode(made), result: made };
    });
    if (!answer.replayed) return { view: { ...this.view(answer.result), code }, replayed: false };
    return { view: await this.read(merchantId, answer.subjectId), replayed: true };
  }

  private async existing(merchantId: string, id: string): Promise<ShownActivationCode> {
    const code = UUID.test(id) ? await this.codes.find(merchantId, id) : undefined;
    if (code === undefined) throw new ActivationCodeNotFound();
    return code;
  }

  private view(code: ShownActivationCode): ActivationCodeView {
    return activationCodeView(code, this.runtime.clock.now());
  }
}
