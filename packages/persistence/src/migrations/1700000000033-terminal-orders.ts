import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Orders that wait for one of our own terminals. Such an order has no operation until its terminal takes it: nothing is sent to anybody. `state` is
 * what the begin of its charge and every end of its waiting judge, so that they have one winner; the lease says only to whom the order is handed out.
 */
export class TerminalOrders1700000000033 implements MigrationInterface {
  name = 'TerminalOrders1700000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(terminalOrders);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

const terminalOrders = `
create table terminal_order (
  order_id uuid primary key references "order" (id),
  merchant_id uuid not null references merchant (id),
  terminal_sn text not null references terminal (terminal_sn),
  state text not null check (state in ('waiting', 'begun', 'closed')),
  lease counter not null,
  leased_until timestamptz,
  acknowledged_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index terminal_order_waiting on terminal_order (terminal_sn, order_id) where state = 'waiting';
`;
