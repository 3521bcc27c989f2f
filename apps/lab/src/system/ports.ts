import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError, variables, type Settings } from '@interlock/persistence';

const HOST = '127.0.0.1';
/** A system that was killed a moment ago may still be letting go of its ports. */
const PATIENCE_MS = 1_500;
const PAUSE_MS = 100;

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
    if (settings[setting] !== 0) await assertFree(settings[setting], setting);
  }
  // Free ones are held together until all are found, so that none is found twice.
  const probes = new Map<PortSetting, Server>();
  for (const setting of wanted) if (settings[setting] === 0) probes.set(setting, await listen(0));
  const found = Object.fromEntries([...probes].map(([setting, probe]) => [setting, (probe.address() as AddressInfo).port]));
  await Promise.all([...probes.values()].map(close));
  return { ...settings, ...found };
}

async function assertFree(port: number, setting: PortSetting): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await close(await listen(port));
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES') throw new PortTaken(`Port ${String(port)} may not be used by this account. ${remedy(setting)}`);
      if (code !== 'EADDRINUSE') throw error;
      if (waited >= PATIENCE_MS) throw new PortTaken(`Port ${String(port)} is taken. ${remedy(setting)}`);
      await sleep(PAUSE_MS);
    }
  }
}

function remedy(setting: PortSetting): string {
  return `Choose another one for ${owners[setting]} by ${variables[setting]}.`;
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
