import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from '@interlock/persistence';
import { startSystem, type System, type SystemOptions } from './system.js';

const PREFIX = 'interlock-lab-';
/** What is kept of the children's output, to be shown when something goes wrong. */
const LINES_KEPT = 500;

export interface ThrowAwaySystem extends System {
  /** The last lines that the children wrote, and what happened to them. */
  readonly log: readonly string[];
}

/** A system on free ports with a data directory of its own, which `stop` deletes. For demonstrations, tests and measurements. */
export async function startThrowAwaySystem(
  options: Partial<Omit<SystemOptions, 'settings' | 'throwAway' | 'fresh'>> & { readonly settings?: Partial<Settings> } = {},
): Promise<ThrowAwaySystem> {
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  const log: string[] = [];
  const keep = (line: string): void => {
    log.push(line);
    if (log.length > LINES_KEPT) log.shift();
  };
  // Nothing of the person's shell takes part.
  const settings = {
    ...readSettings({}),
    port: 0,
    internalPort: 0,
    workerPort: 0,
    sandboxPort: 0,
    keyRequestsPerSecond: 0,
    terminalRequestsPerSecond: 0,
    dataDir,
    ...options.settings,
  };
  try {
    const system = await startSystem({
      onLine: (service, line) => keep(`${service}: ${line}`),
      onEvent: keep,
      ...options,
      settings,
      throwAway: true,
    });
    const stop = async (): Promise<void> => {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return { ...system, log, stop };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}
