import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSettings, variables } from '@interlock/persistence';
import { claimPorts } from '../system/ports.js';
import { ApiClient } from '../system/index.js';
import { saleBody } from './load/sale-body.js';
import type { Report } from './report.js';

const LIMIT_MS = 120_000;
const PAUSE_MS = 10;
const API_KEY = 'sk_test_only_for_this_measurement';

/** `npm start` as a person types it, in a folder of data that is empty the first time, until an order is paid. */
export async function measureFirstOrder(): Promise<NonNullable<Report['firstOrder']>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'interlock-bench-'));
  try {
    return { emptyMs: await startAndPay(dataDir, 'first'), againMs: await startAndPay(dataDir, 'second') };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function startAndPay(dataDir: string, orderNo: string): Promise<number> {
  const { port, internalPort, workerPort, sandboxPort } = await claimPorts({
    ...readSettings({}),
    port: 0,
    internalPort: 0,
    workerPort: 0,
    sandboxPort: 0,
  });
  const settings = { port, internalPort, workerPort, sandboxPort, dataDir, demoApiKey: API_KEY } as const;
  const env = { ...process.env };
  for (const name of Object.values(variables)) delete env[name];
  for (const [setting, value] of Object.entries(settings)) env[variables[setting as keyof typeof settings]] = String(value);

  const startedMs = performance.now();
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.cjs'), 'start'], { cwd: root, env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    const client = new ApiClient(`http://127.0.0.1:${String(port)}`, API_KEY);
    while (performance.now() - startedMs < LIMIT_MS && child.exitCode === null) {
      const answer = await client.createOrder(JSON.parse(saleBody(orderNo)) as object).catch(() => undefined);
      if (answer?.body.state === 'paid') return performance.now() - startedMs;
      await sleep(PAUSE_MS);
    }
    throw new Error(`npm start did not take an order within ${String(LIMIT_MS / 1000)} s`);
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}
