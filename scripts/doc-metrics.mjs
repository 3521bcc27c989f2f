import { asCode, table } from './doc-blocks.mjs';

/** @typedef {{ type: string, help: string, labels: readonly string[], of: readonly string[], only?: string }} Described */

/** @param {Readonly<Record<string, Described>>} catalogue */
export function metricTable(catalogue) {
  return table(
    ['metric', 'kind', 'labels', 'in', 'meaning'],
    Object.entries(catalogue).map(([name, { type, help, labels, of, only }]) => [
      asCode([name]),
      type,
      labels.length === 0 ? '–' : asCode(labels),
      `${of.join(', ')}${only === undefined ? '' : ` ${only}`}`,
      help,
    ]),
  );
}

/** What a document calls a metric of ours and no process has: an alert on it would never fire. @param {string} text @param {Readonly<Record<string, Described>>} catalogue */
export function unknownMetrics(text, catalogue) {
  const named = new Set(text.match(/\binterlock_[a-z_]+\b/g));
  return [...named].filter((name) => !(name in catalogue) && catalogue[name.replace(/_(bucket|sum|count)$/, '')]?.type !== 'histogram');
}
