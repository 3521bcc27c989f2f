import { describe, expect, it } from '@jest/globals';
import { fillBlocks, table } from './doc-blocks.mjs';
import { brokenLinks, missingPaths } from './doc-links.mjs';
import { stateTable, wrongArrows } from './doc-states.mjs';
import { root } from './workspace.mjs';

describe('a block that comes from code', () => {
  const stale = 'before\n\n<!-- generated: one -->\n\nold\n\n<!-- end -->\n\nafter\n';

  it('is made anew, and nothing beside it', () => {
    const fresh = fillBlocks(stale, { one: () => 'new' });
    expect(fresh).toBe(stale.replace('old', 'new'));
    expect(fillBlocks(fresh, { one: () => 'new' })).toBe(fresh);
  });

  it('is refused where nobody makes it', () => {
    expect(() => fillBlocks(stale, { other: () => '' })).toThrow('nobody makes the block "one"; there are: other');
  });

  it('keeps a bar within its cell', () => {
    expect(table(['a'], [['b | c']])).toBe('| a |\n| --- |\n| b \\| c |');
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

  it('judges a picture: arrows that are not legal, states that are left out', () => {
    const picture = ['[*] --> open', 'open --> paid: sale', 'paid --> open', 'late --> open: sale', 'paid --> [*]'];
    const document = `\`\`\`mermaid\nstateDiagram-v2\n${picture.map((line) => `  ${line}\n`).join('')}\`\`\``;
    expect(wrongArrows(document, transitions)).toEqual(['again is not drawn', 'paid --> open is not in the table']);
  });
});

describe('what a document points to', () => {
  it('is there, by link', () => {
    const text =
      'See [the check](check.mjs), [a part](../package.json#L1), [elsewhere](https://example.org), [nothing](gone.md) and `[no](link.md)`.';
    expect(brokenLinks(root, 'scripts/page.md', text)).toEqual(['gone.md']);
  });

  it('is there, by path', () => {
    expect(missingPaths(root, '`scripts/check.mjs`, `packages/domain/src`, `packages/*/src`, `docs/gone.md`')).toEqual(['docs/gone.md']);
  });
});
