import { AccountDirectory, openRuntime } from '@interlock/accounts';
import type { Clock, Runtime } from '@interlock/accounts';
import { StaleSettings } from '@interlock/directory';
import { Engine } from '@interlock/orders';
import {
  ChannelListener,
  ClockWatch,
  createPool,
  HashKeys,
  parseLimits,
  SettingsListener,
  systemClock,
  variables,
  WAITING_CHANNEL,
} from '@interlock/persistence';
import type { KeyRing, Settings } from '@interlock/persistence';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { PollCalls } from '@interlock/terminal-door';
import { openWebhooks } from '@interlock/webhooks';
import { Logger as NestLogger } from 'nestjs-pino';
import type { Logger } from 'pino';
import { buildDoor, buildInternalDoor, listen } from './doors.js';
import { doorOptions } from './http/door-options.js';
import { ProcessState } from './health/process-state.js';
import { createGatewayLog } from './log/log.js';
import { providers } from './providers.js';

/** Of the ten seconds that a stop may take: so long for what runs, the rest for closing. */
export const DRAIN_MS = 8_000;
/** By then whoever still waits for a provider is answered with the order as it stands, before the connections are closed. */
const HAND_OVER_MS = 7_500;
const IDLE_CHECK_MS = 20;

export interface GatewayDependencies {
  readonly databaseUrl: string;
  readonly keyRing: KeyRing;
  /** Absent: all that `providers.ts` names. */
  readonly adapters?: readonly ProviderAdapter[];
  readonly clock?: Clock;
  readonly log?: Logger;
}

export interface Gateway {
  readonly url: string;
  readonly internalUrl: string;
  /** Takes nothing more, waits for what runs, and leaves to the worker what takes longer than eight seconds. */
  close(): Promise<void>;
}

/** Opens the public door and the internal one, both on loopback. A database that is not there makes it not ready; it does not stop it. Throws `StartupError`. */
export async function startGateway(
  settings: Pick<Settings, 'port' | 'internalPort' | 'publicUrl' | 'logLevel'> &
    Partial<
      Pick<
        Settings,
        | 'webhookAllow'
        | 'webhookRetentionDays'
        | 'providerHosts'
        | 'providerAllow'
        | 'secondPersonAbove'
        | 'trustedProxies'
        | 'terminalHttpStatus'
        | 'keyRequestsPerSecond'
        | 'terminalRequestsPerSecond'
      >
    >,
  { databaseUrl, keyRing, adapters = providers, clock = systemClock, log = createGatewayLog(settings.logLevel) }: GatewayDependencies,
): Promise<Gateway> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const pool = createPool(databaseUrl, { applicationName: 'interlock gateway' });
    closing.push(() => pool.end());
    const clockWatch = new ClockWatch(pool, clock.now, clock.monotonic);
    const state = new ProcessState(clockWatch);
    await clockWatch.start();
    closing.push(async () => {
      clockWatch.stop();
    });
    const hashKeys = new HashKeys(pool, keyRing, clock.now);
    closing.push(async () => {
      hashKeys.stop();
    });
    await hashKeys.start();
    // With port 0 the address is known only when the door is open.
    let url = '';
    const assertReady = (): void => {
      state.assertReady();
    };
    const handOver = new AbortController();
    const opened = openRuntime({
      ...{ pool, clock, keyRing, adapters, publicUrl: '', processName: 'gateway', assertReady },
      handOver: handOver.signal,
      secondPersonAbove: parseLimits(settings.secondPersonAbove ?? ''),
      providerAllow: settings.providerAllow ?? [],
      ...(settings.providerHosts === undefined ? {} : { providerHosts: settings.providerHosts }),
    });
    closing.push(opened.close);
    const runtime: Runtime = {
      ...opened.runtime,
      get publicUrl() {
        return settings.publicUrl ?? url;
      },
    };
    const webhooks = openWebhooks(settings);
    closing.push(webhooks.close);
    const door = await buildDoor(runtime, webhooks, doorOptions(settings), log);
    const listener = new SettingsListener(databaseUrl);
    const staleSettings = door.app.get(StaleSettings);
    staleSettings.onStale(door.app.get(AccountDirectory).hear);
    listener.onStale(staleSettings.tell);
    await listener.start();
    closing.push(() => listener.close());
    const pushes = new ChannelListener(databaseUrl, {
      channel: WAITING_CHANNEL,
      applicationName: 'interlock terminal orders',
      tell: door.app.get(PollCalls).tell,
    });
    await pushes.start();
    closing.push(() => pushes.close());
    closing.push(() => stopDoor());
    const stopDoor = async (): Promise<void> => {
      state.stop();
      // A poll that waits for an order would be waited for: it is told to come again.
      door.app.get(PollCalls).tell(null);
      const deadline = clock.monotonic() + DRAIN_MS;
      const server = door.app.getHttpServer();
      // Closing ends the connections that are idle by then; one whose last answer leaves later is idle only after that.
      const idle = setInterval(() => {
        server.closeIdleConnections();
      }, IDLE_CHECK_MS);
      const tellThem = setTimeout(() => {
        handOver.abort();
      }, HAND_OVER_MS);
      await atMost(DRAIN_MS, door.app.close());
      clearTimeout(tellThem);
      clearInterval(idle);
      server.closeAllConnections();
      await door.app.get(Engine).drain(Math.max(0, deadline - clock.monotonic()));
    };
    const internal = await buildInternalDoor(door);
    closing.push(() => internal.close());
    door.app.useLogger(door.app.get(NestLogger));
    const internalUrl = await listen(internal, settings.internalPort, variables.internalPort);
    url = await listen(door.app, settings.port, variables.port);
    return { url, internalUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for it, at most so long. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
