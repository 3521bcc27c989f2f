import { describe, expect, it } from '@jest/globals';
import type { Configuration } from './configuration.js';
import { quick, quiet } from './configurations.js';
import { exploration } from './exploration.js';
import { explore } from './search.js';

describe('every interleaving of one order', () => {
  it.each(quick.map((configuration) => [configuration.name, configuration] as const))('%s: nothing is broken', (_, configuration) => {
    const { found, complete, states } = explore(configuration);
    expect(found).toEqual([]);
    expect(complete).toBe(true);
    expect(states).toBeGreaterThan(1_000);
  });
});

describe('npm run explore', () => {
  const run = (...args: string[]) => {
    const lines: string[] = [];
    const moments: string[] = [];
    const code = exploration(args, { line: (text) => lines.push(text), progress: (text) => moments.push(text) }, [small, broken]);
    return { code, lines, moments };
  };
  const small: Configuration = { ...quiet, name: 'small', about: 'a sale', provider: 'upay' };
  /** Nobody can promise anything of a payment that takes effect whenever it wants and of which nobody tells. */
  const broken: Configuration = { ...small, name: 'broken', late: 'charges', gatewayCrashes: 1 };

  it('prints how many states there were, and that nothing is broken', () => {
    const { code, lines, moments } = run('--config', 'small');
    expect(lines).toEqual([expect.stringMatching(/^small +\d+ states +\d+ steps +\d+\.\d s {3}nothing broken$/)]);
    expect(moments.length).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  it('prints the shortest way to what is broken, and fails', () => {
    const { code, lines } = run('--config', 'broken');
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^broken .* BROKEN$/);
    expect(lines).toContain('     1  gateway (charge-1): the first byte of the sale leaves   | created; charge-1 running; provider unseen');
  });

  it('ends with the sum of all of them', () => {
    const { lines } = run();
    const states = lines
      .flatMap((line) => /^(?:small|broken) +([\d,]+) states/.exec(line)?.[1] ?? [])
      .map((text) => Number(text.replaceAll(',', '')));
    const sum = states.reduce((total, one) => total + one, 0).toLocaleString('en');
    expect(states).toHaveLength(2);
    expect(lines.at(-1)).toMatch(new RegExp(`^2 configurations +${sum} states +[\\d,]+ steps +\\d+\\.\\d s {3}1 OF THEM BROKEN$`));
  });

  it('names the configurations, and refuses one that there is none of', () => {
    expect(run('--list').lines).toEqual([expect.stringMatching(/^small +a sale$/), expect.stringMatching(/^broken/)]);
    expect(() => run('--config', 'smal')).toThrow('There is no configuration "smal"');
    expect(() => run('--fast')).toThrow(/--fast/);
  });
});
