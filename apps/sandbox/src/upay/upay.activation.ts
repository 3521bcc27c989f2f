import type { SandboxClock } from '../core/clock.js';
import type { WireAnswer } from '../core/calls.js';
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
  readonly #issued = new Map<string, Issued[]>();
  readonly #clientSns = new Set<string>();

  constructor(
    private readonly clock: SandboxClock,
    private readonly terminals: Terminals,
  ) {}

  activate({ account }: Vendor, fields: Fields): WireAnswer {
    const appId = requiredText(fields, 'app_id');
    const code = account.codes.find((one) => one.code === requiredText(fields, 'code'));
    const deviceId = requiredText(fields, 'device_id');
    if (appId !== account.appId) return refused('app_id: no such application');
    if (code === undefined) return refused('code: no such activation code');
    const nowMs = this.clock.now();
    const issued = this.#issued.get(`${appId} ${code.code}`) ?? [];
    const repeated = issued.find((one) => one.deviceId === deviceId && nowMs - one.atMs <= REPEAT_MS);
    if (repeated !== undefined) return identity(repeated.terminalSn, repeated.key);
    if (code.expiresAt !== undefined && nowMs > Date.parse(code.expiresAt)) return refused('code: the activation code has expired');
    if (issued.length >= (code.uses ?? 1)) return refused('code: the activation code is used up');
    const clientSn = text(fields, 'client_sn');
    if (clientSn !== undefined) {
      if (this.#clientSns.has(`${appId} ${clientSn}`)) return refused('client_sn: another terminal of this application has it');
      this.#clientSns.add(`${appId} ${clientSn}`);
    }
    const { terminal, key } = this.terminals.issue(account, deviceId);
    this.#issued.set(`${appId} ${code.code}`, [...issued, { deviceId, terminalSn: terminal.sn, key, atMs: nowMs }]);
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
