import { randomBytes } from 'node:crypto';

import type { UpayTerminalAccount, UpayVendorAccount } from '../core/accounts.js';
import type { Shelf } from '../core/records.js';
import type { SandboxContext } from '../core/twin.js';
import { Refusal } from './upay.envelope.js';
import { defaultPayways } from './upay.payways.js';
import { credentials, signature } from './upay.signing.js';

interface TerminalKey {
  /** Undefined for a seeded key, which stands in the accounts file. */
  readonly text: string | undefined;
  /** Undefined for a seeded key of which the accounts file does not say when it was issued: it does not age. */
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
  readonly signsByRsa: boolean;
  /** Undefined: a key lives for ever. */
  readonly keyMaxAgeMs: number | undefined;
  readonly httpStatusOfEnvelope: boolean;
  /** By the control door, while it runs. */
  switchedOff: boolean;
}

export interface Vendor {
  readonly account: UpayVendorAccount;
  readonly key: Buffer;
}

/** "A terminal_key is only valid for at most 48 hours" (Upay Web API, Business Processes). */
const KEY_MAX_AGE_HOURS = 48;
const HOUR_MS = 3_600_000;
const illegalSign = new Refusal('ILLEGAL_SIGN', '签名错误');
const unknownTerminal = new Refusal('INVALID_TERMINAL', 'no such terminal');

/** Terminals and vendors with their keys: who may call. */
export class Terminals {
  readonly #terminals: Shelf<Terminal>;
  readonly #seeds: ReadonlyMap<string, UpayTerminalAccount>;
  readonly #vendors = new Map<string, Vendor>();
  #nextSn: bigint;

  constructor(private readonly context: Pick<SandboxContext, 'accounts' | 'clock' | 'records'>) {
    const { upay, upayVendors } = context.accounts;
    this.#seeds = new Map(upay.map((account) => [account.terminalSn, account]));
    this.#terminals = context.records.shelf<Terminal>('upay terminal', (terminal) => {
      // What the accounts file says today goes before what it said when the terminal was written down.
      const seed = this.#seeds.get(terminal.sn);
      if (seed !== undefined) Object.assign(terminal, standingOf(seed));
    });
    for (const account of upay) {
      const { keyIssuedAt } = account;
      this.#add(account, { text: undefined, issuedAtMs: keyIssuedAt === undefined ? undefined : Date.parse(keyIssuedAt) });
    }
    for (const account of upayVendors ?? []) this.#vendors.set(account.vendorSn, { account, key: Buffer.from(account.vendorKey) });
    this.#nextSn = BigInt(context.clock.now());
  }

  /** Checks 1 to 3 of a terminal's call: header, terminal, signature by the current or the previous key. */
  authenticate(header: string | undefined, body: Buffer): Terminal | Refusal {
    const stated = credentials(header);
    if (stated === undefined) return illegalSign;
    const terminal = this.#terminals.get(stated.sn);
    if (terminal === undefined) return unknownTerminal;
    for (let age = 0; age < 2; age++) {
      const key = terminal.keys[age];
      if (key === undefined || this.#lapsed(terminal, key)) continue;
      if (signature(body, this.#bytesOf(terminal, key)) === stated.signature) return terminal;
    }
    return illegalSign;
  }

  find(sn: string): Terminal | undefined {
    return this.#terminals.get(sn);
  }

  vendor(vendorSn: string): Vendor | undefined {
    return this.#vendors.get(vendorSn);
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
      currency: vendor.currency,
      deviceId,
      merchant: vendor.merchant ?? vendor.vendorSn,
    };
    return { terminal: this.#add(account, { text: key, issuedAtMs: this.context.clock.now() }), key };
  }

  /** A check-in: the new key becomes the current one, the current the previous; what was before drops out. */
  rotate(terminal: Terminal): string {
    const key = newKey();
    terminal.keys.unshift({ text: key, issuedAtMs: this.context.clock.now() });
    terminal.keys.length = Math.min(terminal.keys.length, 2);
    return key;
  }

  /** What the platform signs with. */
  currentKey(terminal: Terminal): Buffer {
    const key = terminal.keys[0];
    if (key === undefined) throw new Error('Upay twin: a terminal without a key');
    return this.#bytesOf(terminal, key);
  }

  /** A seeded key that the accounts file no longer has signs nothing. */
  #bytesOf({ sn }: Terminal, { text }: TerminalKey): Buffer {
    return Buffer.from(text ?? this.#seeds.get(sn)?.terminalKey ?? randomBytes(16));
  }

  #lapsed({ keyMaxAgeMs }: Terminal, { issuedAtMs }: TerminalKey): boolean {
    if (keyMaxAgeMs === undefined || issuedAtMs === undefined) return false;
    return this.context.clock.now() - issuedAtMs > keyMaxAgeMs;
  }

  #add(account: Omit<UpayTerminalAccount, 'terminalKey'>, key: TerminalKey): Terminal {
    const { terminalSn: sn, deviceId } = account;
    return this.#terminals.add(sn, { sn, deviceId, keys: [key], switchedOff: false, ...standingOf(account) });
  }
}

/** What the accounts file alone decides. */
function standingOf(account: Omit<UpayTerminalAccount, 'terminalKey'>): Omit<Terminal, 'sn' | 'deviceId' | 'keys' | 'switchedOff'> {
  const keyMaxAgeHours = account.keyMaxAgeHours ?? KEY_MAX_AGE_HOURS;
  return {
    currency: account.currency,
    merchant: account.merchant ?? `terminal ${account.terminalSn}`,
    revoke: account.revoke ?? false,
    disabled: account.disabled ?? false,
    payways: new Set(account.payways ?? defaultPayways),
    notifyReversals: account.notifyReversals ?? false,
    signsByRsa: account.notificationSignature === 'rsa',
    keyMaxAgeMs: keyMaxAgeHours === 0 ? undefined : keyMaxAgeHours * HOUR_MS,
    httpStatusOfEnvelope: account.httpStatusOfEnvelope ?? false,
  };
}

function newKey(): string {
  return randomBytes(16).toString('hex');
}
