import { join } from 'node:path';
import { serviceEnvironment } from '../system/environment.js';
import { claimPorts } from '../system/ports.js';
import { Service, type System } from '../system/index.js';

/** A stop that takes longer is cut off. */
const STOP_WITHIN_MS = 9_000;

export interface AnotherGateway {
  readonly url: string;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** One more gateway of the same system: by another way to the database, or with other options of Node's. */
export async function startAnotherGateway(
  system: System,
  { databaseUrl = system.databaseUrl, nodeOptions = '' }: { readonly databaseUrl?: string; readonly nodeOptions?: string },
): Promise<AnotherGateway> {
  const { port, internalPort } = await claimPorts({ ...system.settings, port: 0, internalPort: 0, workerPort: 0, sandboxPort: 0 });
  const url = `http://127.0.0.1:${String(port)}`;
  let lastLine = '';
  const service = new Service({
    name: 'gateway',
    entry: join(import.meta.dirname, '..', '..', '..', 'gateway', 'dist', 'main.js'),
    env: { ...serviceEnvironment('gateway', { ...system.settings, port, internalPort, databaseUrl }), NODE_OPTIONS: nodeOptions },
    readyUrl: `${url}/readyz`,
    lifeline: undefined,
    restart: false,
    onLine: (_service, line) => (lastLine = line),
    onEvent: (event) => {
      throw new Error(`${event}; its last line: ${lastLine}`);
    },
  });
  await service.start();
  return { url, stop: () => service.stop(STOP_WITHIN_MS) };
}
