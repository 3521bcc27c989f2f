import { createLog } from '@interlock/orders';
import {
  DatabaseUnusable,
  StartupError,
  describeSettings,
  kafkaOf,
  loadOrCreateKeys,
  parseMasterKeys,
  readSettings,
} from '@interlock/persistence';
import { startWorker } from './start-worker.js';

/** Whatever happens while stopping, the process is gone by then. */
const STOP_LIMIT_MS = 9_500;

/** The worker as a process: settings from the environment, which it prints without their secrets, one clear line for what is wrong with them, an orderly end on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog({ process: 'worker', level: settings.logLevel });
  log.info({ settings: describeSettings(settings) }, 'settings');
  if (settings.databaseUrl === undefined)
    throw new DatabaseUnusable('DATABASE_URL must be set for a worker that is started by itself; npm start brings its own PostgreSQL.');
  const keyRing = settings.masterKeys === undefined ? await loadOrCreateKeys(settings.dataDir) : parseMasterKeys(settings.masterKeys);
  const kafka = kafkaOf(settings);
  const worker = await startWorker({
    databaseUrl: settings.databaseUrl,
    keyRing,
    publicUrl: settings.publicUrl ?? `http://127.0.0.1:${String(settings.port)}`,
    port: settings.workerPort,
    logLevel: settings.logLevel,
    log,
    // In production a topic is made with thought: its copies are what keeps events.
    kafka: kafka && { ...kafka, makesTopic: settings.mode === 'development' },
    webhookAllow: settings.webhookAllow,
    providerAllow: settings.providerAllow,
    webhookRetentionDays: settings.webhookRetentionDays,
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    worker.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`interlock worker: did not stop in order: ${error instanceof Error ? error.message : 'unknown'}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A parent that was killed closes the channel; nothing of its system outlives it.
  process.on('disconnect', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartupError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
