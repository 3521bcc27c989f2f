import { randomBytes } from 'node:crypto';

import type { UpayTerminalAccount, UpayVendorAccount } from '../core/accounts.js';
import type { SandboxClock } from '../core/clock.js';
import { Refusal } from './upay.envelope.js';
import { defaultPayways } from './upay.payways.js';
import { credentials, signature } from './upay.signing.js';

interface TerminalKey {
  readonly bytes: Buffer;
  /** Undefined for a seeded key: it was issued before the sandbox began, and does not age. */
  readonly issuedAtMs: number | undefined;
}

export interface Terminal {
  readonly sn: string;
  readonly currency: string;
  /** Terminals of one merchant share orders; `client_sn` is unique among them. */
  readonly merchant: string;
  /** The newest first; only the first two are accepted. */
  readonly keys: TerminalKey[];
  deviceId: string | undefined;
  readonly revoke: boolean;
  readonly disabled: boolean;
  readonly payways: ReadonlySet<string>;
  readonly notifyReversals: boolean;
}

export interface Vendor {
  readonly account: UpayVendorAccount;
  readonly key: Buffer;
}

/** "A terminal_key is only valid for at most 48 hours" (Upay Web API, Business Processes). */
const KEY_MAX_AGE_MS = 48 * 3_600_000;
const illegalSign = new Refusal('ILLEGAL_SIGN', '签名错误');
const unknownTerminal = new Refusal('INVALID_TERMINAL', 'no such terminal');

/** Terminals and vendors with their keys: who may call. */
export class Terminals {
  readonly #terminals = new Map<string, Terminal>();
  readonly #vendors = new Map<string, Vendor>();
  #nextSn: bigint;

  constructor(
    private readonly clock: SandboxClock,
    terminals: readonly UpayTerminalAccount[],
    vendors: readonly UpayVendorAccount[],
  ) {
    for (const account of terminals) this.#add(account, undefined);
    for (const account of vendors) this.#vendors.set(account.vendorSn, { account, key: Buffer.from(account.vendorKey) });
    this.#nextSn = BigInt(clock.now());
  }

  /** Checks 1 to 3 of a terminal's call: header, terminal, signature by the current or the previous key. */
  authenticate(header: string | undefined, body: Buffer): Terminal | Refusal {
    const stated = credentials(header);
    if (stated === undefined) return illegalSign;
    const terminal = this.#terminals.get(stated.sn);
    if (terminal === undefined) return unknownTerminal;
    for (let age = 0; age < 2; age++) {
      const key = terminal.keys[age];
      if (key === undefined || this.#lapsed(key)) continue;
      if (signature(body, key.bytes) === stated.signature) return terminal;
    }
    return illegalSign;
  }

  /** The same for an activation, which the vendor signs; an unknown vendor is not told apart from a wrong key. */
  authenticateVendor(header: string | undefined, body: Buffer): Vendor | Refusal {
    const stated = credentials(header);
    const vendor = stated === undefined ? undefined : this.#vendors.get(stated.sn);
    if (stated === undefined || vendor === undefined || signature(body, vendor.key) !== stated.signature) return illegalSign;
    return vendor;
  }

  /** A new identity with its first key. */
  issue(vendor: UpayVendorAccount, deviceId: string): { terminal: Terminal; key: string } {
    this.#nextSn += 1n;
    const key = newKey();
    const account = {
      terminalSn: this.#nextSn.toString(),
      terminalKey: key,
      currency: vendor.currency,
      deviceId,
      merchant: vendor.merchant ?? vendor.vendorSn,
    };
    return { terminal: this.#add(account, this.clock.now()), key };
  }

  /** A check-in: the new key becomes the current one, the current the previous; what was before drops out. */
  rotate(terminal: Terminal): string {
    const key = newKey();
    terminal.keys.unshift({ bytes: Buffer.from(key), issuedAtMs: this.clock.now() });
    terminal.keys.length = Math.min(terminal.keys.length, 2);
    return key;
  }

  #lapsed(key: TerminalKey): boolean {
    return key.issuedAtMs !== undefined && this.clock.now() - key.issuedAtMs > KEY_MAX_AGE_MS;
  }

  #add(account: UpayTerminalAccount, issuedAtMs: number | undefined): Terminal {
    const terminal: Terminal = {
      sn: account.terminalSn,
      currency: account.currency,
      merchant: account.merchant ?? `terminal ${account.terminalSn}`,
      keys: [{ bytes: Buffer.from(account.terminalKey), issuedAtMs }],
      deviceId: account.deviceId,
      revoke: account.revoke ?? false,
      disabled: account.disabled ?? false,
      payways: new Set(account.payways ?? defaultPayways),
      notifyReversals: account.notifyReversals ?? false,
    };
    this.#terminals.set(terminal.sn, terminal);
    return terminal;
  }
}

function newKey(): string {
  return randomBytes(16).toString('hex');
}
