import { InterlockError } from '@interlock/domain';

/** The activation is not made; `fields` names the member that is at fault. */
export class ActivationRefused extends InterlockError {
  readonly code = 'activation_refused';
  constructor(path: 'app_id' | 'code' | 'client_sn', message: string) {
    super(`${path} ${message}`, [{ path, message }]);
  }
}
/** Too many codes of this vendor's were not taken: until then none is looked at. */
export class ActivationLocked extends InterlockError {
  readonly code = 'activation_locked';
  constructor(readonly retryAfterSeconds: number) {
    super(`too many codes were not taken: ask again in ${String(retryAfterSeconds)} seconds`);
  }
}
/** The check-in comes from another device than the terminal is bound to, or with a key that is not accepted any more. */
export class CheckInRefused extends InterlockError {
  readonly code = 'check_in_refused';
  constructor(readonly reason: 'device' | 'key') {
    super(reason === 'device' ? 'the terminal is bound to another device' : 'the key that signed is not accepted any more');
  }
}
