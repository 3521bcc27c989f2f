import type { Records } from '../core/records.js';
import { serial } from '../core/serials.js';

/** The gateway's own numbers, in the shapes seen in its samples. */
export class Numbers {
  readonly #serial: () => number;

  constructor(
    private readonly clock: { now(): number },
    records: Records,
  ) {
    this.#serial = serial(records, 'codepay');
  }

  /** 23 digits (more after the millionth number): 50, nine digits of the merchant number, yyMMdd (UTC), a serial. */
  transNo(merchantNo: string): string {
    const digits = merchantNo.replaceAll(/[^0-9]/g, '').padEnd(12, '0');
    return `50${digits.slice(1, 10)}${this.#stamp().slice(2, 8)}${this.#next(6)}`;
  }

  /** M and 21 digits. */
  messageId(): string {
    return `M0${this.#stamp()}${this.#next(6)}`;
  }

  /** 20 digits, the first ten MMddHHmmss (UTC). */
  psn(): string {
    return `${this.#stamp().slice(4)}${this.#next(10)}`;
  }

  /** What the payment network calls the transaction. */
  channelTransNo(): string {
    return `${this.#stamp()}${this.#next(12)}`;
  }

  /** Six digits, of the issuer. */
  authNo(): string {
    return this.#next(6).slice(-6);
  }

  /** The number of a closed batch. */
  batchNo(): string {
    return `B${this.#stamp()}${this.#next(6)}`;
  }

  /** An order number of the terminal's own, for what its cashier does without the merchant's system. */
  deviceOrderNo(): string {
    return `POS-${this.#stamp()}-${this.#next(6)}`;
  }

  #stamp(): string {
    return new Date(this.clock.now()).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  }

  #next(width: number): string {
    return this.#serial().toString().padStart(width, '0');
  }
}

/** `YYYY-MM-DD HH:mm:ss`, UTC. */
export function gatewayTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
