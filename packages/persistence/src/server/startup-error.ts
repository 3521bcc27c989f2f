/** Why the system cannot start, in one line for the person at the prompt; no stack is of use to them. Never holds a password. */
export class StartupError extends Error {
  override name = 'StartupError';
}

/** Another process holds the data directory. `holderPid` is absent where the holder has not written its pid yet. */
export class DataDirectoryInUse extends StartupError {
  override name = 'DataDirectoryInUse';
  readonly holderPid: number | undefined;

  constructor(dataDir: string, holderPid: number | undefined) {
    const holder = holderPid === undefined ? 'another process' : `process ${String(holderPid)}`;
    super(`The data directory ${dataDir} is in use by ${holder}. Stop it, or choose another one by INTERLOCK_DATA_DIR.`);
    this.holderPid = holderPid;
  }
}

/** The data directory cannot be made or written. */
export class DataDirectoryUnusable extends StartupError {
  override name = 'DataDirectoryUnusable';
}

/** The embedded PostgreSQL did not come up; the message ends with its own last word. */
export class EmbeddedServerFailed extends StartupError {
  override name = 'EmbeddedServerFailed';
}

/** The database that DATABASE_URL names cannot be used. */
export class DatabaseUnusable extends StartupError {
  override name = 'DatabaseUnusable';
}
