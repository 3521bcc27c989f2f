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
