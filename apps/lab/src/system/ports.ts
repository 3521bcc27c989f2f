import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError, variables, type Settings } from '@interlock/persistence';

const HOST = '127.0.0.1';
/** A system that was killed a moment ago may still be letting go of its ports. */
const PATIENCE_MS = 1_500;
const PAUSE_MS = 100;
/** Below what systems give to outgoing connections: one of those would take a port again between the look for it and its use, and keep it for long. */
const FOUND_FROM = 20_000;
const FOUND_BELOW = 32_768;
const TRIES = 100;

const owners = {
  port: 'the gateway',
  internalPort: "the gateway's /docs and /metrics",
  workerPort: 'the worker',
  sandboxPort: 'the sandbox',
} as const;
type PortSetting = keyof typeof owners;
const portSettings = Object.keys(owners) as readonly PortSetting[];

/** A port that the system needs is in use. */
class PortTaken extends StartupError {
  override name = 'PortTaken';
}

/** The settings with a free port wherever they say 0. Throws `PortTaken`, which names the port and the variable that changes it. */
export async function claimPorts(settings: Settings): Promise<Settings> {
  const wanted = portSettings.filter((setting) => settings.mode === 'development' || setting !== 'sandboxPort');
  for (const setting of wanted) {
    if (settings[setting] !== 0) await assertFree(settings[setting], remedy(setting));
  }
  const any = wanted.filter((setting) => settings[setting] === 0);
  const free = await freePorts(any.length);
  return { ...settings, ...Object.fromEntries(any.map((setting, index) => [setting, free[index]])) };
}

/** So many ports that nobody listens on. They are held together until all are found, so that none is found twice. */
export async function freePorts(count: number): Promise<number[]> {
  const probes: Server[] = [];
  for (let index = 0; index < count; index += 1) probes.push(await listenSomewhere());
  const found = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map(close));
  return found;
}

/** Throws `PortTaken`, which ends with what can be done about it. */
export async function assertFree(port: number, whatToDo: string): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await close(await listen(port));
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES') throw new PortTaken(`Port ${String(port)} may not be used by this account. ${whatToDo}`);
      if (code !== 'EADDRINUSE') throw error;
      if (waited >= PATIENCE_MS) throw new PortTaken(`Port ${String(port)} is taken. ${whatToDo}`);
      await sleep(PAUSE_MS);
    }
  }
}

function remedy(setting: PortSetting): string {
  return `Choose another one for ${owners[setting]} by ${variables[setting]}.`;
}

async function listenSomewhere(): Promise<Server> {
  for (let count = 1; ; count += 1) {
    try {
      return await listen(randomInt(FOUND_FROM, FOUND_BELOW));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || count === TRIES) throw error;
    }
  }
}

async function listen(port: number): Promise<Server> {
  const probe = createServer().listen(port, HOST);
  await once(probe, 'listening');
  return probe;
}

async function close(probe: Server): Promise<void> {
  probe.close();
  await once(probe, 'close');
}
