import { asCode, table } from './doc-blocks.mjs';

/**
 * As packages/domain/src/resolutions exports them.
 * @typedef {Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>} Resolutions
 * @typedef {Readonly<Record<string, { evidence: string, figures: boolean, inSilence: string }>>} Rules
 */

/** Situations in which the same may be made of a case share a line. @param {Resolutions} resolutionTable */
export function resolutionTableOf(resolutionTable) {
  return table(
    ['case', 'what its operation is by now', 'what may be made of it'],
    Object.entries(resolutionTable).flatMap(([kind, cells]) => {
      /** @type {Map<string, string[]>} */
      const lines = new Map();
      for (const [situation, resolutions] of Object.entries(cells)) {
        const key = asCode(resolutions);
        lines.set(key, [...(lines.get(key) ?? []), situation]);
      }
      return [...lines].map(([resolutions, situations]) => [
        asCode([kind]),
        situations.map((name) => name.replaceAll('_', ' ')).join(', '),
        resolutions,
      ]);
    }),
  );
}

/** @type {Readonly<Record<string, string>>} */
const silence = { stands: 'stands', but_late_money: 'stands, but not of late money that is not believed yet', never: 'does not stand' };

/** What each does. @param {Rules} rules @param {Readonly<Record<string, Readonly<Record<string, string>>>>} words */
export function resolutionWordsOf(rules, words) {
  return table(
    ['resolution', 'of', 'what it does', 'evidence', 'where the provider is silent'],
    Object.entries(rules).flatMap(([resolution, { evidence, inSilence }]) =>
      Object.entries(words[resolution] ?? {}).map(([situation, does]) => [
        asCode([resolution]),
        situation === 'else' ? 'everything else' : situation.replaceAll('_', ' '),
        does,
        evidence,
        silence[inSilence] ?? inSilence,
      ]),
    ),
  );
}
