import type { WireAnswer } from '../core/calls.js';
import type { Shelf } from '../core/records.js';
import { once } from '../core/serials.js';
import type { SandboxContext } from '../core/twin.js';
import { envelope, raw, Refusal } from './upay.envelope.js';
import { requiredText, text, type Fields } from './upay.fields.js';
import type { Terminal, Terminals, Vendor } from './upay.terminals.js';

/** A lost answer may be asked for again this long without a second use of the code. */
const REPEAT_MS = 600_000;

/** "7 days to activate": of a code that the control door issues without saying more. */
const CODE_LIFETIME_MS = 7 * 86_400_000;

/** An activation code as the platform hands it out. */
export interface ActivationCode {
  readonly code: string;
  readonly uses: number;
  /** Undefined: it does not expire. */
  readonly expiresAtMs: number | undefined;
}

interface Issued {
  readonly deviceId: string;
  readonly terminalSn: string;
  readonly key: string;
  readonly atMs: number;
}

/** Upay Web API, Terminal Activation: an activation code for a terminal's identity. */
export class Activation {
  /** Per app and code, in the order of issue. */
  readonly #used: Shelf<{ readonly issued: Issued[] }>;
  /** Per app and code, those that came while the sandbox ran. */
  readonly #added: Shelf<ActivationCode>;
  readonly #isNewClientSn: (clientSn: string) => boolean;

  constructor(
    private readonly context: Pick<SandboxContext, 'clock' | 'records'>,
    private readonly terminals: Terminals,
  ) {
    this.#used = context.records.shelf('upay activation code');
    this.#added = context.records.shelf('upay added code');
    this.#isNewClientSn = once(context.records, 'upay terminal number');
  }

  /** A further code of a vendor; undefined where it has that code already. */
  addCode(vendor: Vendor, code: string, uses = 1, expiresAtMs = this.context.clock.now() + CODE_LIFETIME_MS): ActivationCode | undefined {
    if (this.#code(vendor, code) !== undefined) return undefined;
    return this.#added.add(`${vendor.account.appId} ${code}`, { code, uses, expiresAtMs });
  }

  activate(vendor: Vendor, fields: Fields): WireAnswer {
    const { account } = vendor;
    const appId = requiredText(fields, 'app_id');
    const code = this.#code(vendor, requiredText(fields, 'code'));
    const deviceId = requiredText(fields, 'device_id');
    if (appId !== account.appId) return refused('app_id: no such application');
    if (code === undefined) return refused('code: no such activation code');
    const nowMs = this.context.clock.now();
    const { issued } = this.#used.get(`${appId} ${code.code}`) ?? this.#used.add(`${appId} ${code.code}`, { issued: [] });
    const repeated = issued.find((one) => one.deviceId === deviceId && nowMs - one.atMs <= REPEAT_MS);
    if (repeated !== undefined) return identity(repeated.terminalSn, repeated.key);
    if (code.expiresAtMs !== undefined && nowMs > code.expiresAtMs) return refused('code: the activation code has expired');
    if (issued.length >= code.uses) return refused('code: the activation code is used up');
    const clientSn = text(fields, 'client_sn');
    if (clientSn !== undefined && !this.#isNewClientSn(`${appId} ${clientSn}`))
      return refused('client_sn: another terminal of this application has it');
    const { terminal, key } = this.terminals.issue(account, deviceId);
    issued.push({ deviceId, terminalSn: terminal.sn, key, atMs: nowMs });
    return identity(terminal.sn, key);
  }

  /** Upay Web API, Terminal Check-in: a new key for the device that activated the terminal. */
  checkIn(terminal: Terminal, fields: Fields): WireAnswer {
    const deviceId = requiredText(fields, 'device_id');
    terminal.deviceId ??= deviceId;
    if (terminal.deviceId !== deviceId) return envelope(new Refusal('INVALID_TERMINAL', 'the terminal was activated on another device'));
    return identity(terminal.sn, this.terminals.rotate(terminal));
  }

  #code({ account }: Vendor, code: string): ActivationCode | undefined {
    const added = this.#added.get(`${account.appId} ${code}`);
    if (added !== undefined) return added;
    const listed = account.codes.find((one) => one.code === code);
    if (listed === undefined) return undefined;
    return { code, uses: listed.uses ?? 1, expiresAtMs: listed.expiresAt === undefined ? undefined : Date.parse(listed.expiresAt) };
  }
}

function refused(message: string): WireAnswer {
  return envelope(new Refusal('INVALID_PARAMS', message));
}

/** Both answers are flat: no inner `result_code`, no `data`. */
function identity(terminalSn: string, terminalKey: string): WireAnswer {
  return raw({ result_code: '200', biz_response: { terminal_sn: terminalSn, terminal_key: terminalKey } });
}
