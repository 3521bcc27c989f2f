import type { WireAnswer } from '../core/calls.js';
import type { Shelf } from '../core/records.js';
import { once } from '../core/serials.js';
import type { SandboxContext } from '../core/twin.js';
import { envelope, raw, Refusal } from './upay.envelope.js';
import { requiredText, text, type Fields } from './upay.fields.js';
import type { Terminal, Terminals, Vendor } from './upay.terminals.js';

/** A lost answer may be asked for again this long without a second use of the code. */
const REPEAT_MS = 600_000;

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
  readonly #isNewClientSn: (clientSn: string) => boolean;

  constructor(
    private readonly context: Pick<SandboxContext, 'clock' | 'records'>,
    private readonly terminals: Terminals,
  ) {
    this.#used = context.records.shelf('upay activation code');
    this.#isNewClientSn = once(context.records, 'upay terminal number');
  }

  activate({ account }: Vendor, fields: Fields): WireAnswer {
    const appId = requiredText(fields, 'app_id');
    const code = account.codes.find((one) => one.code === requiredText(fields, 'code'));
    const deviceId = requiredText(fields, 'device_id');
    if (appId !== account.appId) return refused('app_id: no such application');
    if (code === undefined) return refused('code: no such activation code');
    const nowMs = this.context.clock.now();
    const { issued } = this.#used.get(`${appId} ${code.code}`) ?? this.#used.add(`${appId} ${code.code}`, { issued: [] });
    const repeated = issued.find((one) => one.deviceId === deviceId && nowMs - one.atMs <= REPEAT_MS);
    if (repeated !== undefined) return identity(repeated.terminalSn, repeated.key);
    if (code.expiresAt !== undefined && nowMs > Date.parse(code.expiresAt)) return refused('code: the activation code has expired');
    if (issued.length >= (code.uses ?? 1)) return refused('code: the activation code is used up');
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
}

function refused(message: string): WireAnswer {
  return envelope(new Refusal('INVALID_PARAMS', message));
}

/** Both answers are flat: no inner `result_code`, no `data`. */
function identity(terminalSn: string, terminalKey: string): WireAnswer {
  return raw({ result_code: '200', biz_response: { terminal_sn: terminalSn, terminal_key: terminalKey } });
}
