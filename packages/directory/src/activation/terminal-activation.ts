import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { ActivationCodeRepository, SettingChanges, TerminalKeyRepository, VendorRepository } from '@interlock/persistence';
import type { Change, SettingChange, ShownActivationCode } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import {
  activatedTerminals,
  activateTerminal,
  insertActivatedTerminal,
  isClientSnTaken,
  isOpenForBusiness,
} from './activated-terminals.js';
import type { DeviceFacts } from './activated-terminals.js';
import { isSameCode, readCode } from './code-text.js';
import { ActivationLocked, ActivationRefused } from './errors.js';
import { newSerial, newSigningKey, REPEAT_WINDOW_MS } from './key-rules.js';
import type { KnownVendor } from './vendor-access.js';

/** So many codes in a row that were not taken, and none is looked at for a while. */
const MOST_FAILURES = 10;
const LOCKED_MS = 15 * 60_000;

export interface ActivationRequest extends DeviceFacts {
  readonly appId: string;
  /** As somebody typed it. */
  readonly code: string;
}
/** From where the request came. */
export interface Origin {
  readonly requestId: string;
  readonly address: string | null;
}
export interface TerminalIdentity {
  readonly terminalSn: string;
  readonly terminalKey: string;
}

/** A refusal that is kept in mind, so that it is an answer of the transaction and thrown after it. */
type Outcome = { readonly identity: TerminalIdentity } | { readonly refusal: ActivationRefused | ActivationLocked };

/** Makes a device a terminal, by a code. One at a time for each vendor, so that no guess goes uncounted. */
@Injectable()
export class TerminalActivation {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly changes: SettingChanges,
    private readonly vendors: VendorRepository,
    private readonly codes: ActivationCodeRepository,
    private readonly keys: TerminalKeyRepository,
  ) {}

  /**
   * The identity of the terminal, its first key with it. The same code from the same device within ten minutes gives the identity that was issued,
   * and uses nothing up. Throws `ActivationRefused`, `ActivationLocked`.
   */
  async activate(vendor: KnownVendor, request: ActivationRequest, origin: Origin): Promise<TerminalIdentity> {
    if (request.appId !== vendor.appId) throw new ActivationRefused('app_id', 'is not of this vendor');
    this.runtime.assertReady();
    const author = { mode: vendor.mode, actor: `vendor:${vendor.vendorSn}`, ...origin };
    const outcome = await this.changes.changeNow<Outcome>(author, (transaction, at) => this.tried(transaction, vendor, request, at));
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.identity;
  }

  private async tried(transaction: PoolClient, vendor: KnownVendor, request: ActivationRequest, at: Date): Promise<Change<Outcome>> {
    const present = await this.vendors.lock(transaction, vendor.id);
    const lockedMs = (present?.lockedUntil?.getTime() ?? 0) - at.getTime();
    if (lockedMs > 0) return unchanged({ refusal: new ActivationLocked(Math.ceil(lockedMs / 1000)) });
    const code = await this.codeOf(transaction, vendor, request.code);
    if (code === undefined) {
      await this.countFailure(transaction, vendor.id, (present?.failures ?? 0) + 1, at);
      return unchanged({ refusal: new ActivationRefused('code', 'is not known') });
    }
    const change = await this.used(transaction, vendor, code, request, at);
    // A repeat uses nothing up: whoever has one code could guess for ever in between.
    if (change.action !== null && (present?.failures ?? 0) > 0) await this.vendors.countFailures(transaction, vendor.id, 0, null);
    return change;
  }

  /** A code that this person has: what is wrong with it can be told, and is no guess. */
  private async used(
    transaction: PoolClient,
    vendor: KnownVendor,
    code: ShownActivationCode,
    request: ActivationRequest,
    at: Date,
  ): Promise<Change<Outcome>> {
    const refused = (path: 'code' | 'client_sn', message: string): Change<Outcome> =>
      unchanged({ refusal: new ActivationRefused(path, message) });
    if (code.revokedAt !== null) return refused('code', 'was revoked');
    const since = new Date(at.getTime() - REPEAT_WINDOW_MS);
    const [issued] = await activatedTerminals(transaction, { codeId: code.id, deviceId: request.deviceId, since });
    const [key] = issued === undefined ? [] : await this.keys.newest(transaction, issued.id);
    if (issued !== undefined && key !== undefined) return unchanged({ identity: { terminalSn: issued.terminalSn, terminalKey: key.key } });
    if (code.usesLeft === 0) return refused('code', 'was used up');
    if (code.expiresAt <= at) return refused('code', 'has expired');
    if (!(await isOpenForBusiness(transaction, code.storeId))) return refused('code', 'is of a store that is disabled');
    if (request.clientSn !== undefined && (await isClientSnTaken(transaction, vendor.id, request.clientSn, code.terminalId)))
      return refused('client_sn', 'is the name of another terminal of this vendor');
    if (!(await this.codes.use(transaction, code.id, at))) return refused('code', 'was used up');
    return this.issued(transaction, vendor, code, request, at);
  }

  private async issued(
    transaction: PoolClient,
    vendor: KnownVendor,
    code: ShownActivationCode,
    request: ActivationRequest,
    at: Date,
  ): Promise<Change<Outcome>> {
    const { newId } = this.runtime;
    const terminalId = code.terminalId ?? newId();
    const by = { vendorId: vendor.id, codeId: code.id, at };
    const { terminalSn, before } =
      code.terminalId === null
        ? await insertActivatedTerminal(
            transaction,
            { id: terminalId, merchantId: code.merchantId, storeId: code.storeId },
            newSerial(),
            request,
            by,
          )
        : await activateTerminal(transaction, terminalId, request, by);
    const [last] = await this.keys.newest(transaction, terminalId);
    // A terminal that is activated again may have been stolen: nothing of what it signed with holds.
    await this.keys.drop(transaction, terminalId);
    const key = newSigningKey();
    const number = (last?.number ?? 0) + 1;
    await this.keys.issue(transaction, { id: newId(), terminalId, number, key, issuedAt: at, requestHash: null });
    const { deviceId, clientSn = null } = request;
    const change: SettingChange = {
      action: 'terminal.activate',
      subject: { type: 'terminal', id: terminalId },
      merchantId: code.merchantId,
      before,
      after: { terminalSn, deviceId, clientSn, vendorSn: vendor.vendorSn, activationCode: code.prefix, activatedAt: at.toISOString() },
      stale: [{ kind: 'terminal', id: terminalSn }],
    };
    return { ...change, result: { identity: { terminalSn, terminalKey: key } } };
  }

  private async codeOf(transaction: PoolClient, vendor: KnownVendor, typed: string): Promise<ShownActivationCode | undefined> {
    const read = readCode(typed);
    if (read === undefined) return undefined;
    const candidates = await this.codes.beginningWith(transaction, vendor.id, read.prefix);
    return candidates.find(({ codeHash }) => isSameCode(codeHash, read.hash));
  }

  private async countFailure(transaction: PoolClient, vendorId: string, failures: number, at: Date): Promise<void> {
    const locked = failures >= MOST_FAILURES;
    const until = locked ? new Date(at.getTime() + LOCKED_MS) : null;
    await this.vendors.countFailures(transaction, vendorId, locked ? 0 : failures, until);
  }
}

const unchanged = (result: Outcome): Change<Outcome> => ({ action: null, result });
