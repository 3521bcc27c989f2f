import { describe, expect, it } from '@jest/globals';
import { blocksOf, fillBlocks, table } from './doc-blocks.mjs';
import { capabilityPage } from './doc-capabilities.mjs';
import { brokenLinks, missingPaths, unguardedPromises } from './doc-links.mjs';
import { metricTable, unknownMetrics } from './doc-metrics.mjs';
import { stateTable, wrongArrows } from './doc-states.mjs';
import { wordPage } from './doc-words.mjs';
import { root } from './workspace.mjs';

describe('a block that comes from code', () => {
  const stale = 'before\n\n<!-- generated: one -->\n\nold\n\n<!-- end -->\n\nafter\n';

  it('is made anew, and nothing beside it', () => {
    const fresh = fillBlocks(stale, { one: () => 'new' });
    expect(fresh).toBe(stale.replace('old', 'new'));
    expect(fillBlocks(fresh, { one: () => 'new' })).toBe(fresh);
    expect(blocksOf(fresh)).toEqual(['one']);
  });

  it('is refused where nobody makes it', () => {
    expect(() => fillBlocks(stale, { other: () => '' })).toThrow('nobody makes the block "one"; there are: other');
  });

  it('keeps a bar within its cell', () => {
    expect(table(['a'], [['b | c']])).toBe('| a |\n| --- |\n| b \\| c |');
  });
});

describe('a promise', () => {
  const page = (/** @type {string} */ guards, /** @type {string} */ defined) =>
    `## The promises\n\n| # | promise | guarded by |\n| --- | --- | --- |\n| 1 | **It holds.** Always | ${guards} |\n\n${defined}\n\n## Next\n`;

  it.each([
    ['[this]', '[this]: scripts/docs.spec.mjs', []],
    ['nobody', '', ['promise 1 names no test']],
    ['[this], [that]', '[this]: scripts/docs.spec.mjs', ['promise 1: [that] is no file with tests']],
    ['[gone]', '[gone]: scripts/gone.spec.mjs', ['promise 1: [gone] is no file with tests']],
    ['[code]', '[code]: scripts/gen.mjs', ['promise 1: [code] is no file with tests']],
  ])('guarded by %s (%s)', (guards, defined, faults) => {
    expect(unguardedPromises(root, page(guards, defined))).toEqual(faults);
  });

  it('is not lost with its table', () => {
    expect(unguardedPromises(root, '# A page without promises\n')).toEqual(['there is no table of promises']);
  });
});

describe('the page of a provider', () => {
  const sale = {
    kind: 'sale',
    offered: true,
    resend: { rule: 'same_key', inWords: 'again' },
    connectTimeoutMs: 3_000,
    totalTimeoutMs: 15_000,
    polling: [{ methods: ['card'], inWords: 'every 2 s to 60 s' }],
    notFound: { inWords: 'said twice' },
  };
  const tip = { kind: 'adjust_tip', offered: false, reason: 'it has no tip', instead: { operation: 'sale', advice: 'take it by itself' } };
  const none = { offered: false, reason: 'it has none' };
  const card = {
    type: 'card',
    offered: true,
    variants: [{ offered: true, manualCapture: false, tip: false, cashback: false, payway: false }],
  };
  const most = {
    provider: 'upay',
    amount: { min: '1', max: '99' },
    methods: [card],
    operations: [sale, tip],
    query: { connectTimeoutMs: 3_000, totalTimeoutMs: 10_000 },
    refunds: { withinDays: 90, partial: true },
    providerOptions: [
      { operations: ['sale'], members: [{ member: 'reflect', type: 'text', required: false, bound: 'at most 64 characters' }] },
    ],
    switches: [{ setting: 'cardEntry', on: true, gives: 'cards' }],
    ...{ agreements: none, batches: none, activation: none },
    notOffered: [{ what: 'payment evaluation', reason: 'it moves no money' }],
  };
  const least = { ...most, methods: [{ ...card, offered: false, reason: 'no card entry' }] };
  const page = capabilityPage(most, least);

  it('says what stands in the place of what is not there, and what an account lacks that switches nothing on', () => {
    expect(page).toContain('| `adjust_tip` | no, it has no tip. Instead `sale`: take it by itself | – | – | – |');
    expect(page).toContain('| method `card` | no card entry |');
    expect(page).toContain('- Not offered: payment evaluation; it moves no money.');
    expect(page).toContain('| `reflect` | text | at most 64 characters | – |');
  });

  it.each([
    ['a bound', { refunds: { withinDays: 91, partial: true } }],
    ['a time-out', { operations: [{ ...sale, totalTimeoutMs: 16_000 }, tip] }],
    ['a schedule', { operations: [{ ...sale, polling: [{ methods: ['card'], inWords: 'every 3 s to 60 s' }] }, tip] }],
    ['an option', { providerOptions: [] }],
  ])('is another one when %s changes, so that the check finds it stale', (_what, changed) => {
    expect(capabilityPage({ ...most, ...changed }, least)).not.toBe(page);
  });

  it('shows each word with what it means in each column, and a dash where no document has it', () => {
    const columns = {
      sale: { 'S/OK': 'approved', 'F/NO': { outcome: 'declined', code: 'expired' } },
      refund: { 'S/OK': { outcome: 'pending' } },
    };
    const lines = wordPage([{ title: 'Words', word: 'code', columns }]).split('\n');
    expect(lines).toContain('| `S/OK` | approved | pending |');
    expect(lines).toContain('| `F/NO` | declined: `expired` | – |');
  });
});

const transitions = {
  open: { sale: { approved: ['paid'], pending: ['open'] } },
  again: { sale: { approved: ['paid'], pending: ['again'] } },
  late: { sale: { approved: ['open'] } },
  paid: {},
};

describe('the table of the states', () => {
  it('joins states that say the same, of themselves too, and no others', () => {
    const lines = stateTable(transitions).split('\n').slice(2);
    expect(lines).toEqual([
      '| `open`, `again` | `sale` | paid | – | unchanged | – | – |', //
      '| `late` | `sale` | open | – | – | – | – |',
    ]);
  });

  it('judges the arrows of a picture', () => {
    const picture = ['[*] --> open', 'open --> paid: sale', 'paid --> open', 'late --> open: sale', 'paid --> [*]'];
    const document = `\`\`\`mermaid\nstateDiagram-v2\n${picture.map((line) => `  ${line}\n`).join('')}\`\`\``;
    expect(wrongArrows(document, transitions)).toEqual(['paid --> open is not in the table']);
  });
});

describe('what a document points to', () => {
  it.each([
    ['a file', '[the check](check.mjs)', []],
    ['a line of a file', '[a part](../package.json#L1)', []],
    ['a page elsewhere', '[elsewhere](https://example.org/gone.md)', []],
    ['what only shows how to link', '`[no](link.md)`', []],
    ['a heading of its own', '# One, two & three\n\n[up](#one-two--three) [down](#four)', ['#four']],
    ['a file that is gone', '[nothing](gone.md)', ['gone.md']],
    ['a file that is gone, defined below', '[nothing]\n\n[nothing]: ../gone.md', ['../gone.md']],
  ])('by link: %s', (_what, text, broken) => {
    expect(brokenLinks(root, 'scripts/page.md', text)).toEqual(broken);
  });

  it('by path', () => {
    expect(missingPaths(root, '`scripts/check.mjs`, `packages/domain/src`, `packages/*/src`, `docs/gone.md`')).toEqual(['docs/gone.md']);
  });
});

describe('the metrics', () => {
  const catalogue = {
    interlock_due: { type: 'gauge', help: 'what is due', labels: [], of: ['worker'], only: 'with a relay' },
    interlock_call_seconds: { type: 'histogram', help: 'how long it took', labels: ['provider'], of: ['gateway', 'worker'] },
  };

  it('stand in a table with what they count and where they are found', () => {
    const lines = metricTable(catalogue).split('\n');
    expect(lines).toContain('| `interlock_due` | gauge | – | worker with a relay | what is due |');
    expect(lines).toContain('| `interlock_call_seconds` | histogram | `provider` | gateway, worker | how long it took |');
  });

  it('that a document names are those that there are', () => {
    const text = 'interlock_due > 1 or interlock_call_seconds_bucket{provider="x"} or interlock_due_count or interlock_gone';
    expect(unknownMetrics(text, catalogue)).toEqual(['interlock_due_count', 'interlock_gone']);
  });
});
