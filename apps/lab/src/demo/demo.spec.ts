import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alive, StartProcess } from '../testing/start-process.js';
import { eventually } from '../system/index.js';
import { amountText } from './amount-text.js';
import { story } from './story.js';

describe('npm run demo', () => {
  it('tells its story, finds every line as it must be, and leaves nothing behind', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'interlock-demo-'));
    // What the person's shell says is not the demo's business.
    const demo = new StartProcess({ TMPDIR: temporary, INTERLOCK_MODE: 'production', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, [
      'demo',
    ]);
    const code = await demo.ended;
    expect(demo.errors).toBe('');
    expect(demo.output).not.toContain('DIFFERS');
    expect(code).toBe(0);
    const rows = demo.output.split('\n').filter((line) => line.endsWith(' ok'));
    const told = story.flatMap((step) => step.rows).length;
    expect(rows.length).toBeGreaterThan(told + story.length);
    expect(demo.output).toMatch(
      /^By the terminal door, signed by MD5: 3 tills, \d+ requests; they were told of 4 payments and 2 returns, the payers’ accounts saw 4 payments and 2 returns: ok$/m,
    );
    expect(await readdir(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
  });

  it('is broken off by Ctrl-C, and leaves nothing behind then either', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'interlock-demo-'));
    const demo = new StartProcess({ TMPDIR: temporary }, ['demo']);
    await eventually('the story has begun', () => /payer's code .* ok$/m.test(demo.output));
    const family = demo.family();
    demo.signal('SIGINT');
    expect(await demo.ended).toBe(130);
    expect(alive(family)).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
  });
});

describe('an amount', () => {
  it.each([
    [12_000n, 'MXN', '120.00 MXN'],
    [4_500n, 'CLP', '4500 CLP'],
    [5n, 'KWD', '0.005 KWD'],
    [-150n, 'USD', '-1.50 USD'],
    [0n, 'USD', '0.00 USD'],
  ])('of %s %s is read as %s', (minor, currency, text) => {
    expect(amountText(minor, currency)).toBe(text);
  });
});
