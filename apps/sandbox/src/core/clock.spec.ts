import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { SandboxClock } from './clock.js';

describe('the sandbox clock', () => {
  let clock: SandboxClock;
  let kept: string[];
  beforeEach(() => {
    clock = new SandboxClock();
    kept = [];
  });
  afterEach(() => clock.close());

  const note = (name: string) => () => kept.push(name);

  it('keeps appointments in order of time, then of asking, and each at its own moment', async () => {
    const start = clock.now();
    const seen: number[] = [];
    for (const ms of [500, 100, 400, 300, 200, 100]) {
      clock.after(ms * 1_000, () => {
        kept.push(String(ms));
        seen.push(Math.round((clock.now() - start) / 100_000) * 100);
      });
    }
    await clock.advance(450_000);
    expect(kept).toEqual(['100', '100', '200', '300', '400']);
    expect(seen).toEqual([100, 100, 200, 300, 400]);
    expect(clock.now() - start).toBeGreaterThanOrEqual(450_000);
  });

  it('keeps appointments made on the way, also by work that takes real time', async () => {
    clock.after(1_000, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      kept.push('first');
      clock.after(1_000, note('second'));
    });
    clock.after(9_000, note('third'));
    await clock.advance(10_000);
    expect(kept).toEqual(['first', 'second', 'third']);
  });

  it('forgets what was canceled, and everything once it is closed', async () => {
    clock.after(1_000, note('canceled')).cancel();
    clock.after(20, note('closed'));
    clock.close();
    clock.after(10, note('too late'));
    await clock.advance(10_000);
    expect(kept).toEqual([]);
  });

  it('runs by real time as well, the earliest first, however far the others are', async () => {
    clock.after(3_000_000_000, note('in a month'));
    // Far enough apart that a machine which stops between the two lines does not turn them round.
    clock.after(1_000, note('second'));
    clock.after(10, note('first'));
    await new Promise<void>((resolve) => clock.after(1_010, resolve));
    expect(kept).toEqual(['first', 'second']);
  });

  it('walks one advance after the other', async () => {
    const start = clock.now();
    clock.after(1_500, note('between'));
    await Promise.all([clock.advance(1_000), clock.advance(1_000).then(note('end'))]);
    expect(kept).toEqual(['between', 'end']);
    expect(clock.now() - start).toBeGreaterThanOrEqual(2_000);
  });
});
