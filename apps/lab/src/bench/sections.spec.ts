import { describe, expect, it } from '@jest/globals';
import { withSection } from './sections.js';

const NAMES = ['sales', 'webhooks'];

describe('docs/benchmarks.md', () => {
  it('takes a section in the order of the names, and leaves the others as they were', async () => {
    const first = await withSection('', NAMES, 'webhooks', '## Webhooks\n\n500 a second');
    const both = await withSection(first, NAMES, 'sales', '## Sales\n\n| a | b |\n| - | - |\n| 1 | 2 |');
    expect([...both.matchAll(/<!-- bench: (\w+) -->/g)].map(([, name]) => name)).toEqual(NAMES);
    expect(both).toContain('500 a second');

    const again = await withSection(both, NAMES, 'webhooks', '## Webhooks\n\n700 a second');
    expect(again).toContain('700 a second');
    expect(again).not.toContain('500 a second');
    expect(again.split('<!-- bench: webhooks -->')[0]).toBe(both.split('<!-- bench: webhooks -->')[0]);
    expect(again.match(/^# /gm)).toHaveLength(1);
  });

  it('is the same when a section is written again as it was', async () => {
    const document = await withSection('', NAMES, 'sales', '## Sales\n\ntext');
    await expect(withSection(document, NAMES, 'sales', '## Sales\n\ntext')).resolves.toBe(document);
  });
});
