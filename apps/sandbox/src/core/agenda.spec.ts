import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { until } from '../testing/sandbox-scenario.js';
import { Agenda, type AppointmentKind } from './agenda.js';
import { SandboxClock } from './clock.js';
import { Journal } from './journal.js';
import { Records } from './records.js';

interface Order {
  state: string;
}

/** Long enough for the slowest machine to do nothing else in. */
const TEN_MINUTES = 10 * 60_000;

let folder: string;
let open: Process[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interlock-agenda-'));
});
afterEach(() => {
  for (const process of open) process.clock.close();
  open = [];
  rmSync(folder, { recursive: true });
});

/** What one process has; the next one on the same folder finds what this one wrote. */
class Process {
  readonly records = new Records(new Journal(folder));
  readonly clock = new SandboxClock(this.records);
  readonly agenda = new Agenda(this.clock, this.records);
  readonly orders = this.records.shelf<Order>('order');
  readonly becomes: AppointmentKind<{ readonly order: Order; readonly state: string }>;
  readonly sends: AppointmentKind<{ readonly text: string }>;
  readonly sent: string[] = [];
  answer: Promise<void> = Promise.resolve();

  constructor() {
    this.becomes = this.agenda.kind('order becomes', ({ order, state }) => void (order.state += ` ${state}`));
    this.sends = this.agenda.kind('message', ({ text }) => {
      this.sent.push(text);
      return this.answer;
    });
    this.records.restore();
    open.push(this);
  }

  /** Nothing more happens here: as if it had been killed. */
  die(): void {
    this.clock.close();
  }
}

describe('the agenda', () => {
  it('is kept on the clock, and what happened is written at once', async () => {
    const process = new Process();
    const order = process.orders.add('1', { state: 'new' });
    process.becomes.in(2 * TEN_MINUTES, { order, state: 'paid' });
    process.records.flush();
    await process.clock.advance(TEN_MINUTES);
    expect(order.state).toBe('new');
    await process.clock.advance(TEN_MINUTES);
    expect(order.state).toBe('new paid');
    process.die();
    const next = new Process();
    await next.clock.advance(2 * TEN_MINUTES);
    expect(next.orders.get('1')?.state).toBe('new paid');
  });

  it('goes on after a restart at the same moments of the same clock', async () => {
    const process = new Process();
    const order = process.orders.add('1', { state: 'new' });
    await process.clock.advance(3_600_000);
    process.becomes.in(2 * TEN_MINUTES, { order, state: 'paid' });
    process.records.flush();
    const atMs = process.clock.now();
    process.die();
    const next = new Process();
    expect(next.clock.now() - atMs).toBeGreaterThanOrEqual(0);
    expect(next.clock.now() - atMs).toBeLessThan(TEN_MINUTES);
    await next.clock.advance(TEN_MINUTES);
    expect(next.orders.get('1')?.state).toBe('new');
    await next.clock.advance(TEN_MINUTES);
    expect(next.orders.get('1')?.state).toBe('new paid');
  });

  it('does what was due meanwhile at once, the earliest first', async () => {
    const process = new Process();
    const order = process.orders.add('1', { state: 'new' });
    process.becomes.in(100, { order, state: 'second' });
    process.becomes.in(1, { order, state: 'first' });
    process.records.flush();
    process.die();
    await new Promise((resolve) => setTimeout(resolve, 105));
    const next = new Process();
    await until(() => next.orders.get('1')?.state === 'new first second');
  });

  it('drops what was canceled, also for the next process', async () => {
    const process = new Process();
    const order = process.orders.add('1', { state: 'new' });
    const appointment = process.becomes.in(1_000, { order, state: 'paid' });
    process.records.flush();
    process.agenda.cancel(appointment);
    process.records.flush();
    await process.clock.advance(2_000);
    process.die();
    const next = new Process();
    await next.clock.advance(2_000);
    expect(next.orders.get('1')?.state).toBe('new');
  });

  it('begins again what was under way when the process died, and not what had come to its end', async () => {
    const process = new Process();
    process.answer = new Promise(() => undefined); // the receiver never answers
    process.sends.in(0, { text: 'one' });
    process.records.flush();
    await until(() => process.sent.length === 1);
    process.die();
    const next = new Process();
    await until(() => next.sent.length === 1);
    await next.clock.advance(0);
    next.die();
    const third = new Process();
    await third.clock.advance(60_000);
    expect(third.sent).toEqual([]);
  });
});
