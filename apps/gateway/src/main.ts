import { describeSettings, loadOrCreateKeys, parseMasterKeys, readSettings, StartupError } from '@interlock/persistence';
import type { KeyRing, Settings } from '@interlock/persistence';
import { createGatewayLog } from './log/log.js';
import { startGateway } from './start-gateway.js';

/** Whatever happens while stopping, the process is gone by then. */
const STOP_LIMIT_MS = 9_500;

/** The gateway as a process of its own, against the database of DATABASE_URL. Its parent hears where it listens by one line of the log. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createGatewayLog(settings.logLevel);
  log.info({ settings: describeSettings(settings) }, 'settings');
  const { databaseUrl } = settings;
  if (databaseUrl === undefined) throw new StartupError('DATABASE_URL must be set: a gateway of its own has no embedded PostgreSQL.');
  const gateway = await startGateway(settings, { databaseUrl, keyRing: await keyRingOf(settings), log });
  log.info({ url: gateway.url, internalUrl: gateway.internalUrl }, 'the gateway listens');
  let stopping = false;
  const stop = (cause: NodeJS.Signals | 'disconnect'): void => {
    if (stopping) return;
    stopping = true;
    log.info({ cause }, 'stopping');
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    gateway.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the gateway did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A parent that was killed closes the channel; nothing of its system outlives it.
  process.on('disconnect', () => stop('disconnect'));
}

function keyRingOf({ masterKeys, dataDir }: Settings): Promise<KeyRing> {
  return masterKeys === undefined ? loadOrCreateKeys(dataDir) : Promise.resolve(parseMasterKeys(masterKeys));
}

main().catch((error: unknown) => {
  const text = error instanceof StartupError ? error.message : error instanceof Error ? (error.stack ?? error.message) : 'unknown';
  process.stderr.write(`interlock gateway: ${text}\n`);
  process.exit(1);
});
