/** A refusal of our own: one class per meaning, each with a code that never changes. `field` names the member of the request at fault. */
export abstract class InterlockError extends Error {
  abstract readonly code: string;
  constructor(
    message: string,
    readonly fields: readonly {
      readonly path: string;
      readonly message: string;
    }[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The currency is not in ISO 4217. */
export class UnknownCurrency extends InterlockError {
  readonly code = 'unknown_currency';
  constructor(currency: string) {
    super(`"${currency.slice(0, 16)}" is not an ISO 4217 currency code`);
  }
}

/** The text is not an amount. */
export class InvalidAmount extends InterlockError {
  readonly code = 'invalid_amount';
  constructor(text: string, why: string) {
    super(`"${text.slice(0, 48)}": ${why}`);
  }
}

/** The merchant, the store or the terminal is disabled: it begins nothing new, and what is open goes on to its end. */
export class Disabled extends InterlockError {
  readonly code = 'disabled';
  constructor(path: 'merchant' | 'storeNo' | 'terminalSn', what: 'merchant' | 'store' | 'terminal') {
    super(`the ${what} is disabled: it begins nothing new`, [{ path, message: 'is disabled' }]);
  }
}

/** Something that this program believes to be impossible: a bug, never an answer to a caller. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}
