import {
  chargeRecord,
  createTestDatabase,
  createTestKeyRing,
  insertOrder,
  orderRecord,
  seedAccount,
  seedMerchant,
  type TestDatabase,
} from '@interlock/persistence/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { recordedTerminal, type RecordedTerminal } from '../../testing/recorded-terminal.js';
import { run } from '../program.js';

let database: TestDatabase;
let terminal: RecordedTerminal;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  terminal = recordedTerminal({ DATABASE_URL: database.url });
});

/** An order that says paid, with a charge that took nothing. */
async function brokenOrder(): Promise<{ readonly orderId: string; readonly operationId: string }> {
  const merchant = await seedMerchant(database.pool);
  const account = await seedAccount(database.pool, createTestKeyRing());
  const place = { merchantId: merchant.id, accountId: account.id };
  const order = orderRecord(place, { state: 'paid' });
  const charge = chargeRecord(place, order.id, { outcome: 'approved', finishedAt: order.createdAt, dueAt: null });
  await insertOrder(database.pool, order, charge);
  return { orderId: order.id, operationId: charge.id };
}

describe('interlock verify, where everything is as it must be', () => {
  it('prints a row for each sentence, says so, and exits 0', async () => {
    expect(await run(['verify'], terminal)).toBe(0);
    expect(terminal.said.out).toMatch(/^What must be true of 127\.0\.0\.1:\d+\/test_/);
    expect(terminal.said.out).toMatch(/^ok {5}one_live_charge +An order has at most one sale or authorization/m);
    expect(terminal.said.out).toMatch(/\nAll \d+ hold\. \(\d+\.\d s\)\n$/);
    expect(terminal.said.err).toBe('');
    expect(terminal.said.passing[0]).toMatch(/^checking 1 of \d+: reserved_for_refunds$/);
    expect(terminal.said.passing.at(-1)).toBe('');
  });

  it('never shows the password', async () => {
    await run(['verify'], terminal);
    const { password } = new URL(database.url);
    expect(password).not.toBe('');
    expect(terminal.said.out).not.toContain(password);
  });
});

describe('interlock verify, where something is wrong', () => {
  let broken: Awaited<ReturnType<typeof brokenOrder>>;
  beforeAll(async () => {
    broken = await brokenOrder();
  });

  it('names the order and the operation below the sentence, and exits 1', async () => {
    expect(await run(['verify'], terminal)).toBe(1);
    expect(terminal.said.out).toContain(`order ${broken.orderId}  operation ${broken.operationId}  paid with 0 taken and 0 refunded\n`);
    expect(terminal.said.out).toMatch(/^WRONG {2}paid_order_holds_money/m);
    expect(terminal.said.out).toMatch(/\d+ of \d+ do not hold\./);
  });

  it('is a document with --json, with no more rows than asked for', async () => {
    await brokenOrder();
    expect(await run(['verify', '--json', '--rows', '1'], terminal)).toBe(1);
    const document = JSON.parse(terminal.said.out) as {
      readonly violations: number;
      readonly checked: readonly { readonly name: string }[];
    };
    expect(document.violations).toBeGreaterThan(0);
    expect(document.checked.find(({ name }) => name === 'paid_order_holds_money')).toMatchObject({
      severity: 'violation',
      more: true,
      rows: { length: 1 },
    });
    expect(terminal.said.err).toBe('');
  });

  it('has colours where the terminal has them', async () => {
    const coloured = recordedTerminal(terminal.env, { marked: true });
    await run(['verify'], coloured);
    expect(coloured.said.out).toContain('<red bold>WRONG</>');
    expect(coloured.said.out).toContain('<green>ok   </>');
  });

  it('is late, and not wrong, where only a worker is missing', async () => {
    const other = await createTestDatabase();
    try {
      const merchant = await seedMerchant(other.pool);
      const account = await seedAccount(other.pool, createTestKeyRing());
      const place = { merchantId: merchant.id, accountId: account.id };
      const order = orderRecord(place);
      await insertOrder(other.pool, order, chargeRecord(place, order.id));
      await other.pool.query(
        `insert into transition (order_id, version, to_state, cause, actor, request_id, at) select id, 1, state, 'request', 'test', 'request-1', created_at from "order"`,
      );
      await other.pool.query(
        `insert into outbox (id, merchant_id, order_id, version, type, payload, created_at) select id, merchant_id, id, 1, 'order.created', '{}', created_at from "order"`,
      );
      const late = recordedTerminal({ DATABASE_URL: other.url });
      expect(await run(['verify'], late)).toBe(0);
      expect(late.said.out).toMatch(/^late {3}due_operations_are_looked_at/m);
      expect(late.said.out).toMatch(/hold\. 1 is late: is a worker running\? /);
    } finally {
      await other.drop();
    }
  });
});

describe('interlock verify, where it cannot run', () => {
  const refusal = async (env: Readonly<Record<string, string>>): Promise<string> => {
    const without = recordedTerminal(env);
    expect(await run(['verify'], without)).toBe(2);
    expect(without.said.out).toBe('');
    return without.said.err;
  };

  it('says that nothing listens', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    expect(await refusal({ DATABASE_URL: `postgres://interlock:secret@127.0.0.1:${String(port)}/interlock` })).toBe(
      `interlock: DATABASE_URL: nothing listens at 127.0.0.1:${String(port)}. Is PostgreSQL running there?\n`,
    );
  });

  it('says that the URL is none', async () => {
    expect(await refusal({ DATABASE_URL: 'mysql://somewhere' })).toBe(
      'interlock: DATABASE_URL must be written postgres://user:password@host:5432/database.\n',
    );
  });

  it('says which migration is missing', async () => {
    const older = await createTestDatabase();
    try {
      await older.pool.query('delete from migrations where id = (select max(id) from migrations)');
      expect(await refusal({ DATABASE_URL: older.url })).toMatch(
        /^interlock: The database lacks 1 migrations, the first is \S+\. Run npm run migrate first\.\n$/,
      );
    } finally {
      await older.drop();
    }
  });

  it('says that no server runs for the data directory', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'interlock-cli-'));
    try {
      expect(await refusal({ INTERLOCK_DATA_DIR: directory })).toBe(
        `interlock: No PostgreSQL runs for the data directory ${directory}. Start Interlock there (npm start), or name a database by DATABASE_URL.\n`,
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it.each([
    [['verify', '--rows', '0'], 'It must be a number from 1 to 999999.'],
    [['verify', '--fix'], "unknown option '--fix'"],
    [['audits'], "unknown command 'audits'"],
  ])('says what is wrong with %j', async (args, why) => {
    expect(await run(args, terminal)).toBe(2);
    expect(terminal.said.err).toContain(why);
  });

  it('explains itself with --help', async () => {
    expect(await run(['verify', '--help'], terminal)).toBe(0);
    expect(terminal.said.out).toContain('INTERLOCK_DATA_DIR');
  });
});
