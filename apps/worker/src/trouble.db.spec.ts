import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import 'reflect-metadata';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BatchRepository, createPool, systemClock } from '@interlock/persistence';
import { claimBounds, createTestDatabase, until } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { BatchRecovery } from './batch-recovery.js';
import { Recovery } from './recovery.js';
import { Trouble } from './trouble.js';

interface Line {
  readonly level: string;
  readonly said: unknown;
  readonly text: unknown;
}

/** Keeps what is logged; `said` is the object before the text. */
function listener() {
  const lines: Line[] = [];
  const at = (level: string) => (said: unknown, text?: unknown) => void lines.push({ level, said, text });
  return { lines, logger: { log: at('info'), warn: at('warn'), error: at('error'), fatal: at('fatal'), debug: () => undefined } };
}

/** A road to PostgreSQL that can be closed, so that the database is away for who takes it. */
class Road {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  port = 0;

  constructor(private readonly to: URL) {}

  async open(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(Number(this.to.port), this.to.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => undefined);
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

describe('a worker whose PostgreSQL goes away', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('says so in one line, and in one that it is back', async () => {
    const road = new Road(new URL(database.url));
    await road.open();
    const url = new URL(database.url);
    url.port = String(road.port);
    const pool = createPool(url.href);
    const runtime = { pool, clock: systemClock, newId: () => v7(), assertReady: () => undefined };
    const trouble = { provide: Trouble, useFactory: () => new Trouble(new Logger('Worker'), systemClock.monotonic) };
    const registry = { provide: ProviderRegistry, useValue: { claimBounds: () => claimBounds() } };
    const shared = [
      { provide: RUNTIME, useValue: runtime },
      registry,
      { provide: BatchRepository, useValue: new BatchRepository(pool) },
      trouble,
    ];
    @Module({ imports: [CqrsModule.forRoot()], providers: [...shared, Recovery, BatchRecovery] })
    class RecoveryOnly {}
    const { lines, logger } = listener();
    const app = await NestFactory.createApplicationContext(RecoveryOnly, { logger });
    await app.init();
    lines.length = 0;
    const recovery = app.get(Recovery);
    const batches = app.get(BatchRecovery);
    recovery.start();
    batches.start();
    try {
      await until(() => recovery.turns > 2);
      await road.close();
      const before = recovery.turns;
      await until(() => recovery.turns > before + 10);
      await road.open();
      await until(() => lines.length > 1);
      const after = recovery.turns;
      await until(() => recovery.turns > after + 5);
    } finally {
      await Promise.all([recovery.stop(0), batches.stop(0)]);
      await app.close();
      await pool.end();
      await road.close();
    }
    expect(lines).toEqual([
      { level: 'warn', said: { reason: expect.any(String) }, text: 'PostgreSQL is away; nothing is claimed until it is back' },
      { level: 'info', said: { afterMs: expect.any(Number) }, text: 'PostgreSQL is back' },
    ]);
  });
});

describe('any other trouble of a loop', () => {
  it('is told whole when it begins, again when it changes, and when it is over', () => {
    const { lines, logger } = listener();
    const trouble = new Trouble(logger, () => 0);
    const bug = new Error('column "x" does not exist');
    trouble.failed('claiming', bug);
    trouble.failed('claiming', bug);
    trouble.worked('expiring');
    trouble.failed('claiming', new Error('permission denied'));
    trouble.worked('claiming');
    trouble.worked('claiming');
    expect(lines.map(({ level, text }) => [level, text])).toEqual([
      ['error', 'claiming failed; it is tried again'],
      ['error', 'claiming failed; it is tried again'],
      ['info', 'claiming works again'],
    ]);
    expect(lines[0]?.said).toEqual({ err: bug });
  });
});
