import { InterlockError } from '@interlock/domain';

/** There is no such merchant, or it is of the other mode: the two are not told apart. */
export class MerchantNotFound extends InterlockError {
  readonly code = 'merchant_not_found';
  constructor() {
    super('there is no such merchant');
  }
}
/** There is no such store, or it is another merchant's. */
export class StoreNotFound extends InterlockError {
  readonly code = 'store_not_found';
  constructor() {
    super('there is no such store');
  }
}
/** There is no such terminal, or it is another merchant's. */
export class TerminalNotFound extends InterlockError {
  readonly code = 'terminal_not_found';
  constructor() {
    super('there is no such terminal');
  }
}
/** There is no such vendor, or it is of the other mode. */
export class VendorNotFound extends InterlockError {
  readonly code = 'vendor_not_found';
  constructor() {
    super('there is no such vendor');
  }
}
/** There is no such activation code, or it is another merchant's. */
export class ActivationCodeNotFound extends InterlockError {
  readonly code = 'activation_code_not_found';
  constructor() {
    super('there is no such activation code');
  }
}
/** There is no such API key, or it is another merchant's. */
export class ApiKeyNotFound extends InterlockError {
  readonly code = 'api_key_not_found';
  constructor() {
    super('there is no such API key');
  }
}
/** Another one has this number already; `fields` names the member. */
export class AlreadyThere extends InterlockError {
  readonly code = 'already_exists';
  constructor(path: string, message: string) {
    super(`${path} ${message}`, [{ path, message }]);
  }
}
/** The setting cannot be changed like this; `fields` names the member, where it is one. */
export class SettingRefused extends InterlockError {
  readonly code = 'setting_refused';
}
