import { describe, expect, it } from '@jest/globals';
import { tell, type Shown, type Step } from './tell.js';

const paid: Shown = { state: 'paid', knownBy: 'answer', account: 'Upay 1', twin: 'took 120.00 MXN' };
const rows = [
  { asked: 'a sale', expected: paid },
  { asked: 'the same again', expected: paid },
];

/** Tells one step with two rows; returns the printed lines below the head, and how many differ. */
async function told(play: Step<undefined>['play']): Promise<{ differences: number; lines: string[] }> {
  let text = '';
  const differences = await tell([{ title: 'step', rows, play }], undefined, (more) => (text += more));
  return { differences, lines: text.trim().split('\n').slice(2) };
}

describe('a story', () => {
  it('is as it must be when every cell is', async () => {
    const { differences, lines } = await told(async function* () {
      yield paid;
      yield { ...paid };
    });
    expect(differences).toBe(0);
    expect(lines.map((line) => line.slice(-2))).toEqual(['ok', 'ok']);
  });

  it.each(['state', 'knownBy', 'account', 'twin'] as const)('differs when %s does, and shows what was expected', async (cell) => {
    const { differences, lines } = await told(async function* () {
      yield { ...paid, [cell]: 'something else' };
      yield paid;
    });
    expect(differences).toBe(1);
    expect(lines[0]).toMatch(/something else.*DIFFERS$/);
    expect(lines[1]).toMatch(/expected +paid +answer +Upay 1 +took 120\.00 MXN$/);
    expect(lines).toHaveLength(3);
  });

  it('may be known by either of two sources, and by no third', async () => {
    const either = { asked: 'a sale', expected: { ...paid, knownBy: ['notification', 'query'] } };
    const play = async function* () {
      for (const knownBy of ['query', 'notification', 'answer']) yield { ...paid, knownBy };
    };
    let text = '';
    const differences = await tell([{ title: 'step', rows: [either, either, either], play }], undefined, (more) => (text += more));
    expect(differences).toBe(1);
    expect(text).toMatch(/answer.*DIFFERS\n +expected +paid +notification or query/);
  });

  it('differs in every row from the one that failed on', async () => {
    const gone = (): Shown => {
      throw new Error('the gateway is gone');
    };
    const { differences, lines } = await told(async function* () {
      yield gone();
      yield paid;
    });
    expect(differences).toBe(2);
    expect(lines[0]).toMatch(/FAILED: the gateway is gone/);
    expect(lines[2]).toMatch(/not played.*DIFFERS$/);
  });

  it('differs when a row is missing', async () => {
    const { differences } = await told(async function* () {
      yield paid;
    });
    expect(differences).toBe(1);
  });
});
