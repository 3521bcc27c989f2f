import { describe, expect, it } from '@jest/globals';
import { latencyOf, median } from '../latency.js';
import { heldOf } from './memory.js';
import { summarize } from './profile.js';
import { countAsks } from './round-trips.js';

describe('round trips', () => {
  const message = (type: string, body: number): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body + 4);
    return Buffer.concat([Buffer.from(type, 'latin1'), length, Buffer.alloc(body)]);
  };
  /** Start of the connection, a simple query, then an extended one: parse, bind, execute, and the sync that is waited for. */
  const bytes = Buffer.concat([message('', 30), message('Q', 9), message('P', 200), message('B', 5_000), message('E', 5), message('S', 0)]);

  it.each([1, 7, 4_096, 100_000])('are counted once each, however the bytes are cut (%i at a time)', (size) => {
    let asked = 0;
    const take = countAsks(() => (asked += 1));
    for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
    expect(asked).toBe(2);
  });
});

describe('a profile', () => {
  const node = (id: number, functionName: string, url: string) => ({ id, callFrame: { functionName, url, lineNumber: 0 } });
  const profile = {
    nodes: [
      node(1, '(idle)', ''),
      node(2, 'begin', 'file:///home/somebody/interlock/packages/orders/dist/orders/create-order.js'),
      node(3, 'query', 'file:///home/somebody/interlock/node_modules/.pnpm/pg@8/node_modules/pg/lib/client.js'),
      node(4, 'writev', ''),
    ],
    samples: [4, 1, 2, 3, 2, 4],
    timeDeltas: [9_000, 5_000, 2_000, 1_000, 3_000, 4_000],
  };

  it('is summed up without idle time and what came before the load, and without the folders of a machine', () => {
    const { functions, owners } = summarize(profile, 15);
    expect(functions).toEqual([
      { name: 'begin (packages/orders/src/orders/create-order.ts)', share: 0.5 },
      { name: 'writev', share: 0.4 },
      { name: 'query (pg/lib/client.js)', share: 0.1 },
    ]);
    expect(owners.map(({ name }) => name).sort()).toEqual(['@interlock/orders', 'native code', 'pg']);
  });
});

describe('latencies', () => {
  it('are told by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(latencyOf(hundred)).toEqual({ p50Ms: 50, p99Ms: 99 });
    expect(median([3, 1, 2])).toBe(2);
    expect(latencyOf([])).toEqual({ p50Ms: 0, p99Ms: 0 });
  });
});

describe('memory', () => {
  it('is told by its start, its peak, its end and the median of each quarter', () => {
    expect(heldOf([100, 180, 190, 150, 160, 161, 170, 300, 165, 175, 185, 120])).toEqual({
      start: 100,
      peak: 300,
      end: 120,
      quarters: [180, 160, 170, 175],
    });
    expect(heldOf([100])).toEqual({ start: 100, peak: 100, end: 100, quarters: [100, 100, 100, 100] });
    expect(heldOf([])).toBeUndefined();
  });
});
