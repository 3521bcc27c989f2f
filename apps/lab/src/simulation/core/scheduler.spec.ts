import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';
import { Scheduler } from './scheduler.js';

const think = promisify(pbkdf2);

async function releasedAll(scheduler: Scheduler): Promise<void> {
  for (let next = scheduler.next(); next !== undefined; next = scheduler.next()) {
    scheduler.jump(next);
    await scheduler.release();
  }
}

/** Far more of everything than anything in the process takes. */
async function longWay(): Promise<void> {
  for (let count = 0; count < 40; count += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
  }
}

describe('the scheduler releases the next effect only when', () => {
  it.each(['1', '2', '3', '4'])('all that the one before set in motion has come to rest (seed %s)', async (seed) => {
    const scheduler = new Scheduler(new Random(seed), 0);
    const heard: string[] = [];
    for (const name of ['a', 'b', 'c'])
      scheduler.add(name, 0, () => {
        heard.push(`${name} begins`);
        void longWay().then(() => heard.push(`${name} ends`));
      });
    await releasedAll(scheduler);
    expect(heard).toHaveLength(6);
    for (let at = 0; at < heard.length; at += 2) expect(heard[at + 1]).toBe(heard[at]?.replace('begins', 'ends'));
  });

  it('work on other threads has ended, and what waits for it goes on in the order in which it was begun', async () => {
    const scheduler = new Scheduler(new Random('1'), 0);
    const heard: string[] = [];
    const works = async (name: string, rounds: number): Promise<void> => {
      await scheduler.outside(think('secret', 'salt', rounds, 32, 'sha256'));
      heard.push(name);
    };
    scheduler.add('two works', 0, () => {
      void works('long', 20_000);
      void works('short', 1);
    });
    scheduler.add('later', 1, () => void heard.push('later'));
    await releasedAll(scheduler);
    expect(heard).toEqual(['long', 'short', 'later']);
  });
});

describe('an effect', () => {
  it('of a dead process is never released, and one of a stopped process when it wakes', async () => {
    const scheduler = new Scheduler(new Random('1'), 0);
    const heard: string[] = [];
    const owner = { alive: true, frozenUntil: 500 };
    const dead = { alive: true, frozenUntil: 0 };
    scheduler.add('stopped', 10, () => void heard.push(`stopped ${String(scheduler.now)}`), owner);
    scheduler.add('dead', 20, () => void heard.push('dead'), dead);
    scheduler.add('kill', 15, () => {
      dead.alive = false;
    });
    const callOff = scheduler.add('called off', 30, () => void heard.push('called off'));
    callOff();
    await releasedAll(scheduler);
    expect(heard).toEqual(['stopped 500']);
  });
});
