/** A secret at rest cannot be opened. Says which key or place, never what the secret is. */
export abstract class SecretUnreadable extends Error {
  abstract readonly code: string;
}

/** The key that sealed it is not in the ring: INTERLOCK_MASTER_KEYS lost it, or the data came from another system. */
export class UnknownSecretKey extends SecretUnreadable {
  override readonly name = 'UnknownSecretKey';
  readonly code = 'unknown_secret_key';
  constructor(kid: string) {
    super(`The secret is sealed with key "${kid.slice(0, 32)}", which INTERLOCK_MASTER_KEYS does not hold.`);
  }
}

/** It was sealed for another row or column: somebody moved it there. */
export class WrongSecretContext extends SecretUnreadable {
  override readonly name = 'WrongSecretContext';
  readonly code = 'wrong_secret_context';
  constructor(context: string) {
    super(`The secret was not sealed for ${context}.`);
  }
}

/** Not a JWE of ours, or changed since it was sealed. */
export class SecretDamaged extends SecretUnreadable {
  override readonly name = 'SecretDamaged';
  readonly code = 'secret_damaged';
  constructor(context: string) {
    super(`The secret of ${context} is damaged, or was sealed with another key of the same name.`);
  }
}
