import type { Runtime } from '@interlock/accounts';
import type { Pacing } from '@interlock/orders';
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** How often providers wanted fewer requests, and how many accounts wait because of it. */
export function addPacingMetrics(registry: Registry, { pool, clock }: Pick<Runtime, 'pool' | 'clock'>, pacing: Pacing): void {
  new Counter({
    name: 'interlock_account_pauses_total',
    help: 'Pauses of an account that this process began because its provider wanted fewer requests',
    labelNames: ['provider'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [provider, count] of pacing.pauses) this.inc({ provider }, count);
    },
  });
  new Gauge({
    name: 'interlock_accounts_paused',
    help: 'Accounts at which nothing is looked into for a while, because the provider wanted fewer requests',
    registers: [registry],
    async collect() {
      const text = 'select count(*) as paused from account_pace where paused_until > $1';
      const { rows } = await pool.query<{ paused: bigint }>(text, [new Date(clock.now())]);
      this.set(Number(rows[0]?.paused ?? 0n));
    },
  });
}
