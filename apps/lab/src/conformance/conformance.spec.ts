import { describe, expect, it } from '@jest/globals';
import { upaySubject } from '@interlock/provider-upay/testing';
import { conformance, subjects } from './conformance.js';

/** Of a provider one operation and one message: each package tries its whole adapter in its own tests. */
const small = { ...upaySubject, scenarios: upaySubject.scenarios.slice(0, 1), messages: upaySubject.messages.slice(0, 1) };

async function run(names: readonly string[], known = [small]) {
  const lines: string[] = [];
  const code = await conformance(names, (text) => lines.push(text), known);
  return { code, text: lines.join(''), first: lines[0] };
}

describe('npm run conformance', () => {
  it('knows the three providers', () => {
    expect(subjects.map(({ adapter }) => adapter.name)).toEqual(['upay', 'codepay', 'wallet']);
  });

  it('tells each row as it is done, prints the table, and fails for what no scenario tries', async () => {
    const { code, text, first } = await run(['upay']);
    expect(first).toMatch(/^upay {2}1\/2 {2}sale by the payer's code: \d+ ok, \d+ not applicable\n$/);
    expect(text).toContain('upay: operations and queries\n');
    expect(text).toContain('MISS  upay | query of sale | not tried |');
    expect(code).toBe(1);
  });

  it('names operation, case and what was seen where an adapter misses one', async () => {
    const broken = {
      ...small,
      adapter: {
        ...small.adapter,
        operations: {
          ...small.adapter.operations,
          sale: {
            ...small.adapter.operations.sale,
            execute: async () => ({ outcome: 'declined', code: 'declined_by_provider', providerCode: 'timeout' }) as const,
          },
        },
      },
    };
    const { code, text } = await run([], [broken]);
    expect(text).toMatch(/sale by the payer's code: \d+ ok, \d+ not applicable, \d+ MISSED\n/);
    expect(text).toContain(
      "MISS  upay | sale by the payer's code | time-out before the effect | no answer: unknown was due, cause timeout; got {",
    );
    expect(code).toBe(1);
  });

  it('refuses a provider that there is none of', async () => {
    await expect(run(['stripe'])).rejects.toThrow('There is no provider "stripe"; there is upay.');
  });
});
