import { createPool, loadOrCreateKeys, ProviderAccountRepository, type Settings } from '@interlock/persistence';
import type pg from 'pg';
import { demoIds } from '../demo-merchant/ids.js';
import { ApiClient, ControlDoor, startThrowAwaySystem, type Service, type System } from '../system/index.js';
import { Books } from './books.js';
import { TcpProxy } from './tcp-proxy.js';

/** A gateway whose every byte to PostgreSQL passes a proxy. */
export interface ProxiedGateway {
  readonly process: Service;
  readonly api: ApiClient;
  readonly database: TcpProxy;
}

/** A worker, likewise. */
export interface ProxiedWorker {
  readonly process: Service;
  readonly database: TcpProxy;
}

export interface CrashLab {
  readonly system: System;
  /** The gateway that nobody harms. */
  readonly api: ApiClient;
  readonly control: ControlDoor;
  /** On the way from our processes to Upay: `provider.holdReplyTo('/upay/v2/pay')`. */
  readonly provider: TcpProxy;
  readonly books: Books;
  addGateway(): Promise<ProxiedGateway>;
  addWorker(): Promise<ProxiedWorker>;
  stop(): Promise<void>;
}

/** A whole system of real processes, in which processes are killed and connections stall. Nobody starts a killed one again. */
export async function startCrashLab(settings: Partial<Settings> = {}): Promise<CrashLab> {
  const system = await startThrowAwaySystem({ settings, restart: false });
  const proxies: TcpProxy[] = [];
  const proxyTo = async (url: string): Promise<{ readonly proxy: TcpProxy; readonly url: string }> => {
    const road = new URL(url);
    const proxy = await TcpProxy.listen(Number(road.port));
    proxies.push(proxy);
    road.port = String(proxy.port);
    return { proxy, url: road.href };
  };
  const pool = createPool(system.databaseUrl, { max: 4, applicationName: 'interlock crash lab' });
  const { demo } = system;
  if (demo === undefined) throw new TypeError('the demo merchant is missing');
  const provider = await proxyTo(system.urls.sandbox);
  await leadUpayThrough(pool, system, `${provider.url}upay`);
  const control = new ControlDoor(system.urls.sandbox);
  return {
    system,
    api: new ApiClient(system.urls.gateway, demo.apiKey),
    control,
    provider: provider.proxy,
    books: new Books(pool, control, system.databaseUrl),
    addGateway: async () => {
      const road = await proxyTo(system.databaseUrl);
      const { gateway, url } = await system.addGateway({ databaseUrl: road.url });
      return { process: gateway, api: new ApiClient(url, demo.apiKey), database: road.proxy };
    },
    addWorker: async () => {
      const road = await proxyTo(system.databaseUrl);
      return { process: await system.addWorker({ databaseUrl: road.url }), database: road.proxy };
    },
    stop: async () => {
      await pool.end();
      await system.stop();
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  };
}

async function leadUpayThrough(pool: pg.Pool, { settings }: System, baseUrl: string): Promise<void> {
  const accounts = new ProviderAccountRepository(pool, await loadOrCreateKeys(settings.dataDir), Date.now);
  const account = await accounts.find(demoIds.upayFirst);
  if (account === undefined) throw new TypeError('the account is missing');
  await accounts.reconfigure({ ...account, settings: { ...account.settings, baseUrl }, updatedAt: new Date() });
}
