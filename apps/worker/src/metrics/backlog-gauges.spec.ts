import { describe, expect, it } from '@jest/globals';
import { createPool, systemClock } from '@interlock/persistence';
import { Registry } from 'prom-client';
import { BacklogGauges } from './backlog-gauges.js';

describe('figures of a database that is away', () => {
  it('are missing, not old, and it is told', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/nothing');
    const registry = new Registry();
    const gauges = new BacklogGauges({ pool, clock: systemClock }, true);
    gauges.register(registry);
    await gauges.refresh();
    const values = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(values).toEqual(['interlock_database_read 0']);
    await pool.end();
  });
});
