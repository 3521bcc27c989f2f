import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { System } from '../system/index.js';
import { startAnotherGateway } from './another-gateway.js';
import type { Run, RunResult } from './load/runs.js';
import { summarize, type CpuProfile, type ProfileSummary } from './observe/profile.js';
import { MOST_SALES } from './plan.js';

const IN_FLIGHT = 32;

/** Where a gateway's processor time goes under load. */
export async function profileGateway(
  system: System,
  sell: (origin: string) => (run: Run) => Promise<RunResult>,
  runMs: number,
): Promise<ProfileSummary> {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-profile-'));
  try {
    const gateway = await startAnotherGateway(system, { nodeOptions: `--cpu-prof --cpu-prof-dir=${folder}` });
    await sell(gateway.url)({ type: 'closed', prefix: 'profile', inFlight: IN_FLIGHT, atMost: MOST_SALES, runMs });
    await gateway.stop();
    const [file] = await readdir(folder);
    if (file === undefined) throw new Error('the gateway wrote no profile');
    return summarize(JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile, runMs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
