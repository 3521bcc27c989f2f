import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createPool, loadOrCreateKeys, parseMasterKeys, type Settings } from '@interlock/persistence';
import type { SandboxAccounts } from '@interlock/sandbox';
import { forgetIdentities, loadOrMakeIdentities, type DemoIdentities } from '../demo-merchant/identities.js';
import { writeSandboxAccounts } from '../demo-merchant/sandbox-accounts.js';
import { seedDemoVendor, type DemoVendor } from '../demo-merchant/demo-vendor.js';
import { seedDemoMerchant } from '../demo-merchant/seed.js';
import { openDatabase, type Database } from './database.js';
import { sandboxEnvironment, serviceEnvironment } from './environment.js';
import { claimPorts } from './ports.js';
import { Service, type ServiceName, type ServiceOptions } from './service.js';

export interface SystemOptions {
  /** A port of 0 takes a free one. */
  readonly settings: Settings;
  /** Throws the data directory's content away first. */
  readonly fresh?: boolean;
  /** For a data directory that is deleted afterwards: its database does not wait for the disk. */
  readonly throwAway?: boolean;
  /** For measurements on such a directory: it waits for the disk all the same. */
  readonly durable?: boolean;
  /** Whether a child that dies, PostgreSQL too, is started again; it is, unless said otherwise. */
  readonly restart?: boolean;
  /** Whom the providers' stand-ins know beside the demo merchant, or know more of. */
  readonly callers?: (demo: SandboxAccounts) => SandboxAccounts;
  /** Each line that a child writes, as it comes. */
  readonly onLine: (service: ServiceName, line: string) => void;
  /** What happened to a child, in one line. */
  readonly onEvent: (event: string) => void;
  /** Breaks a start off; what was started by then is stopped. */
  readonly signal?: AbortSignal;
}

/** A system that runs: PostgreSQL, gateway, worker and, in development, the sandbox, each a process of its own. */
export interface System {
  /** As it runs: no port is 0, the data directory is absolute. */
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly urls: { readonly gateway: string; readonly internal: string; readonly worker: string; readonly sandbox: string };
  readonly gateway: Service;
  readonly worker: Service;
  /** Absent in production. */
  readonly sandbox: Service | undefined;
  /** Absent in production. */
  readonly demo: Demo | undefined;
  /** Settles, with the reason, when the system cannot go on: its embedded database has ended for good. */
  readonly failed: Promise<string>;
  /** One more gateway beside the first, on free ports; it is stopped with the system. `databaseUrl`: another road to the same database. */
  addGateway(road?: { readonly databaseUrl: string }): Promise<{ readonly gateway: Service; readonly url: string }>;
  /** One more worker beside the first, likewise. */
  addWorker(road?: { readonly databaseUrl: string }): Promise<Service>;
  /** In order: gateways and workers, sandbox, PostgreSQL last. Asked twice it stops once. */
  stop(): Promise<void>;
}

export interface Demo {
  readonly apiKey: string;
  readonly identities: DemoIdentities;
  /** What a till activates itself with. */
  readonly vendor: DemoVendor;
}

/**
 * Starts the whole system; resolves when every part is ready. Throws a `StartupError` that says in one line what is wrong, after it has
 * stopped whatever it had started.
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { signal } = options;
  const settings = { ...(await claimPorts(options.settings)), dataDir: resolve(options.settings.dataDir) };
  const { fresh = false, throwAway = false, durable = !throwAway, restart = true, onEvent } = options;
  const database = await openDatabase(settings, { fresh, throwAway, durable, restart, onEvent });
  const parts = new Parts(database);
  try {
    signal?.throwIfAborted();
    // Only now is the data directory known to be ours: another instance's identities are left to it.
    const books = join(settings.dataDir, 'sandbox');
    if (fresh) await forgetIdentities(settings.dataDir);
    // The books belong to the orders of this database, and a lost order must not be known to a provider.
    if (fresh) await rm(books, { recursive: true, force: true });
    const url = (port: number): string => `http://127.0.0.1:${String(port)}`;
    const urls = {
      gateway: url(settings.port),
      internal: url(settings.internalPort),
      worker: url(settings.workerPort),
      sandbox: url(settings.sandboxPort),
    };
    const running = { ...settings, databaseUrl: database.url };
    const service = (name: ServiceName, env: NodeJS.ProcessEnv, readyUrl: string): Service =>
      parts.add(new Service({ ...common(options, database), name, entry: entryOf(name), env, readyUrl }));

    const demo = settings.mode === 'development' ? await makeDemo(settings, database, urls.sandbox, options.callers) : undefined;
    const sandboxEnv = demo && sandboxEnvironment(settings.sandboxPort, demo.accountsFile, throwAway ? undefined : books);
    const sandbox = sandboxEnv && service('sandbox', sandboxEnv, `${urls.sandbox}/control/upay/faults`);
    const gateway = service('gateway', serviceEnvironment('gateway', running), `${urls.gateway}/readyz`);
    const worker = service('worker', serviceEnvironment('worker', running), `${urls.worker}/readyz`);
    await Promise.all([gateway.start(signal), worker.start(signal), sandbox?.start(signal)]);

    return {
      settings,
      databaseUrl: database.url,
      urls,
      gateway,
      worker,
      sandbox,
      demo,
      failed: parts.databaseEnded,
      addGateway: async (road = { databaseUrl: database.url }) => {
        const { port, internalPort } = await claimPorts({ ...settings, ...anyPorts });
        const another = service(
          'gateway',
          serviceEnvironment('gateway', { ...settings, ...road, port, internalPort }),
          `${url(port)}/readyz`,
        );
        await another.start();
        return { gateway: another, url: url(port) };
      },
      addWorker: async (road = { databaseUrl: database.url }) => {
        const { workerPort } = await claimPorts({ ...settings, ...anyPorts });
        const another = service('worker', serviceEnvironment('worker', { ...settings, ...road, workerPort }), `${url(workerPort)}/readyz`);
        await another.start();
        return another;
      },
      stop: () => parts.stop(),
    };
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

const anyPorts = { port: 0, internalPort: 0, workerPort: 0, sandboxPort: 0 };

/** Every part that was started, in the order in which it is stopped. */
class Parts {
  readonly #services: Service[] = [];
  #stopped: Promise<void> | undefined;
  readonly databaseEnded: Promise<string>;

  constructor(private readonly database: Database) {
    // A database that we stop ourselves is no failure.
    this.databaseEnded = database.failed.then((reason) => (this.#stopped === undefined ? reason : new Promise<never>(() => undefined)));
  }

  add(service: Service): Service {
    this.#services.push(service);
    return service;
  }

  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    // The providers' stand-in outlives those that wait for its answers, the database those that write to it.
    for (const names of [['gateway', 'worker'], ['sandbox']]) {
      const services = this.#services.filter((service) => names.includes(service.name));
      await Promise.all(services.map((service) => service.stop()));
    }
    await this.database.stop();
  }
}

function common(options: SystemOptions, database: Database): Pick<ServiceOptions, 'lifeline' | 'restart' | 'onLine' | 'onEvent'> {
  return { lifeline: database.lifeline, restart: options.restart ?? true, onLine: options.onLine, onEvent: options.onEvent };
}

/** The programs are always run as they were built, also by a test that runs the lab's own sources. */
function entryOf(name: ServiceName): string {
  return join(import.meta.dirname, '..', '..', '..', name, 'dist', 'main.js');
}

async function makeDemo(
  settings: Settings,
  database: Database,
  sandboxUrl: string,
  callers: SystemOptions['callers'],
): Promise<Demo & { readonly accountsFile: string }> {
  const identities = await loadOrMakeIdentities(settings.dataDir);
  const accountsFile = await writeSandboxAccounts(settings.dataDir, identities, callers);
  const apiKey = settings.demoApiKey ?? identities.apiKey;
  const keyRing = settings.masterKeys === undefined ? await loadOrCreateKeys(settings.dataDir) : parseMasterKeys(settings.masterKeys);
  const pool = createPool(database.url, { max: 1, applicationName: 'interlock start' });
  try {
    await seedDemoMerchant({ pool, keyRing, identities, apiKey, sandboxUrl, now: Date.now });
    return { apiKey, identities, accountsFile, vendor: await seedDemoVendor(pool, keyRing, Date.now()) };
  } finally {
    await pool.end();
  }
}
