import { upayTerminals } from '../demo-merchant/ids.js';
import { ApiClient, startThrowAwaySystem, type Demo, type System } from '../system/index.js';
import type { BareRequest, BareResult } from './bare/bare.main.js';
import { readSample } from './bare/sample-sale.js';
import { measureFirstOrder } from './first-order.js';
import { measureHanging } from './hanging.js';
import type { LoadRequest } from './load/load.main.js';
import type { Run, RunResult } from './load/runs.js';
import { saleBody } from './load/sale-body.js';
import { machine } from './machine.js';
import { DatabaseView } from './observe/database.js';
import { countPerSale } from './per-sale.js';
import type { Plan } from './plan.js';
import { profileGateway } from './profile-gateway.js';
import { Program } from './program.js';
import type { Report } from './report.js';
import { Rounds, type Side } from './rounds.js';

/** Measures as planned, in one go on a system of its own. `say` hears what is being done. */
export async function measure(plan: Plan, date: string, say: (line: string) => void): Promise<Report> {
  const firstOrder = plan.firstOrder ? await measureFirstOrder() : undefined;
  say('starting a system, durable as npm start has it');
  const system = await startThrowAwaySystem({ durable: true, restart: false });
  const view = new DatabaseView(system.databaseUrl);
  const load = new Program<LoadRequest, RunResult>('load/load');
  const bare = new Program<BareRequest, BareResult>('bare/bare');
  try {
    const demo = demoOf(system);
    const side = await openSides(system, demo, { load, bare, view });
    const byGateway = (origin: string) => (run: Run) => load.ask({ origin, apiKey: demo.apiKey, run });
    const rounds = new Rounds({ plan, side, view, processes: { system, load, bare }, say });
    await rounds.warmUp();
    const levels = [];
    for (const inFlight of plan.inFlight) levels.push(await rounds.level(inFlight));
    const busiest = levels.at(-1);
    const halfLoad = await rounds.halfLoad(Math.round((busiest?.results.gateway.salesPerSecond ?? 0) / 2));
    say('counting round trips and commits');
    const counted = await countPerSale(system, view, plan.countedSales, { gateway: byGateway, bare: () => side.bare });
    const { roundTrips, commits } = counted.gateway;
    const walBytes = { gateway: counted.gateway.walBytes, bare: counted.bare.walBytes };
    say('profiling a gateway under load');
    const profile = plan.profileMs === 0 ? undefined : await profileGateway(system, byGateway, plan.profileMs);
    say(`${String(plan.hangingCalls)} calls hang`);
    const hanging = await measureHanging(system, demo.apiKey, view, plan.hangingCalls);
    return {
      date,
      quick: plan.quick,
      machine: machine(),
      versions: { node: process.versions.node, postgres: await view.version() },
      durability: await view.durability(),
      levels,
      halfLoad,
      perSale: { sales: plan.countedSales, roundTrips, commits, walBytes },
      hanging,
      ...(firstOrder === undefined ? {} : { firstOrder }),
      ...(profile === undefined ? {} : { profile }),
    };
  } finally {
    await Promise.all([load.stop(), bare.stop(), view.close()]);
    await system.stop();
  }
}

function demoOf({ demo }: System): Demo {
  if (demo === undefined) throw new Error('a system without a demo merchant cannot be measured');
  return demo;
}

interface Observers {
  readonly load: Program<LoadRequest, RunResult>;
  readonly bare: Program<BareRequest, BareResult>;
  readonly view: DatabaseView;
}

/** The three that are compared. One sale of the gateway's shows the bare handler what to write. */
async function openSides(system: System, { apiKey, identities }: Demo, { load, bare, view }: Observers): Promise<Side> {
  const { status, body } = await new ApiClient(system.urls.gateway, apiKey).createOrder(JSON.parse(saleBody('sample')) as object);
  if (status !== 201 || body.state !== 'paid') throw new Error(`the sample was not paid: ${String(status)} ${JSON.stringify(body)}`);
  const opened = await bare.ask({
    type: 'open',
    databaseUrl: system.databaseUrl,
    sample: await readSample(view.pool, body.id),
    account: {
      baseUrl: `${system.urls.sandbox}/upay`,
      terminalSn: upayTerminals.upayFirst,
      terminalKey: identities.upayKeys.upayFirst,
    },
  });
  if (opened.type !== 'opened') throw new Error('the bare handler did not open');
  const { origin } = opened;
  return {
    gateway: (run) => load.ask({ origin: system.urls.gateway, apiKey, run }),
    bare: (run) => load.ask({ origin, apiKey, run }),
    writes: async (run) => {
      const result = await bare.ask({ type: 'write', run });
      if (result.type !== 'written') throw new Error('the bare handler did not write');
      return result;
    },
  };
}
