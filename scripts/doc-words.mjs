import { asCode, table } from './doc-blocks.mjs';

/**
 * A provider's words, as its package exports them (packages/provider-kit/src/showing.ts).
 * @typedef {string | boolean | { outcome: string, code?: string, cause?: string, kinds?: readonly string[] }} Meaning
 * @typedef {{ title: string, word: string, columns: Readonly<Record<string, Readonly<Record<string, Meaning>>>> }} WordTable
 */

/** Every word that a provider documents, and what it means to each operation. */
export function wordPage(/** @type {readonly WordTable[]} */ tables) {
  return tables.map(({ title, word, columns }) => `## ${title}\n\n${wordTable(word, columns)}`).join('\n\n');
}

/** @param {string} word @param {WordTable['columns']} columns */
function wordTable(word, columns) {
  const words = [...new Set(Object.values(columns).flatMap((column) => Object.keys(column)))];
  return table(
    [word, ...Object.keys(columns)],
    words.map((name) => [
      asCode([name]),
      ...Object.values(columns).map((column) => (Object.hasOwn(column, name) ? meaning(column[name]) : '–')),
    ]),
  );
}

function meaning(/** @type {Meaning | undefined} */ rule) {
  if (typeof rule === 'boolean') return rule ? 'yes' : 'no';
  if (rule === undefined || typeof rule === 'string') return (rule ?? '').replaceAll('_', ' ');
  const detail = rule.code ?? rule.cause;
  const outcome = rule.outcome.replaceAll('_', ' ');
  if (rule.kinds !== undefined) return `${outcome}, of ${rule.kinds.join(' or ')}`;
  return detail === undefined ? outcome : `${outcome}: ${asCode([detail])}`;
}
