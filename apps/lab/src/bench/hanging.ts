import { demoIds } from '../demo-merchant/ids.js';
import { ApiClient, ControlDoor, eventually, type System } from '../system/index.js';
import { saleBody } from './load/sale-body.js';
import type { DatabaseView } from './observe/database.js';
import type { Report } from './report.js';

/**
 * So many calls hang at the first Upay account; meanwhile an order is paid at the second. The sandbox is stopped at the end, which ends the
 * calls: this is the last thing that is asked of a system.
 */
export async function measureHanging(system: System, apiKey: string, view: DatabaseView, calls: number): Promise<Report['hanging']> {
  const door = new ControlDoor(system.urls.sandbox);
  const client = new ApiClient(system.urls.gateway, apiKey);
  const pay = (orderNo: string, providerAccountId: string): ReturnType<ApiClient['createOrder']> =>
    client.createOrder({ ...(JSON.parse(saleBody(orderNo)) as object), route: { providerAccountId } });

  await door.forgetFaults('upay');
  await door.arm('upay', { operation: 'pay', fault: 'hang', times: calls });
  const hung = Array.from({ length: calls }, (_, index) => pay(`hung-${String(index)}`, demoIds.upayFirst));
  await eventually(`${String(calls)} calls hang`, async () => (await door.faults('upay')).fired.length === calls);

  const connections = await view.connectionsOf('interlock gateway');
  const askedMs = performance.now();
  const { status, body } = await pay('beside-the-hung', demoIds.upaySecond);
  const otherAccountMs = performance.now() - askedMs;
  if (status !== 201 || body.state !== 'paid') throw new Error(`beside hanging calls: ${String(status)} ${JSON.stringify(body)}`);

  await system.sandbox?.stop(STOP_WITHIN_MS);
  await Promise.all(hung);
  return { calls, connections, otherAccountMs };
}

const STOP_WITHIN_MS = 3_000;
