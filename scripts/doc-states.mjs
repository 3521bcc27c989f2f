import { asCode, table } from './doc-blocks.mjs';

/**
 * The table of packages/domain/src/order/transitions.ts: state, what happened, verdict, the states that it may lead to.
 * @typedef {Readonly<Record<string, readonly string[]>>} Row
 * @typedef {Readonly<Record<string, Readonly<Record<string, Row>>>>} Transitions
 */

const verdicts = ['approved', 'declined', 'pending', 'unknown', 'not_sent'];
const none = '–';

/** Every cell of the table. States whose rows say the same share a line. */
export function stateTable(/** @type {Transitions} */ transitions) {
  const causes = [...new Set(Object.values(transitions).flatMap((rows) => Object.keys(rows)))];
  const lines = causes.flatMap((cause) =>
    groupsOf(transitions, cause).map((group) => [
      asCode(group.map(({ state }) => state)),
      asCode([cause]),
      ...verdicts.map((verdict) => sharedCell(group, verdict) ?? none),
    ]),
  );
  return table(['from', 'what happened', ...verdicts], lines);
}

/** @typedef {readonly { state: string, row: Row }[]} Group */

/** States that say the same of themselves go together first ("unchanged"); then those that name the same states. @param {Transitions} transitions @param {string} cause */
function groupsOf(transitions, cause) {
  /** @type {Map<string, Group>} */
  const alike = new Map();
  for (const [state, rows] of Object.entries(transitions)) {
    const row = rows[cause];
    if (row === undefined) continue;
    const key = verdicts.map((verdict) => relativeCell({ state, row }, verdict)).join('|');
    alike.set(key, [...(alike.get(key) ?? []), { state, row }]);
  }
  /** @type {Group[]} */
  const groups = [];
  for (const group of alike.values()) {
    const index = groups.findIndex((other) => verdicts.every((verdict) => sharedCell([...other, ...group], verdict) !== undefined));
    if (index === -1) groups.push(group);
    else groups[index] = [...(groups[index] ?? []), ...group];
  }
  return groups;
}

/** What all of a group answer to a verdict; undefined where they differ. @param {Group} group @param {string} verdict */
function sharedCell(group, verdict) {
  const same = (/** @type {string[]} */ cells) => (new Set(cells).size === 1 ? cells[0] : undefined);
  return same(group.map((member) => relativeCell(member, verdict))) ?? same(group.map(({ row }) => row[verdict]?.join(', ') ?? none));
}

/** @param {Group[number]} member @param {string} verdict */
function relativeCell({ state, row }, verdict) {
  return row[verdict]?.map((to) => (to === state ? 'unchanged' : to)).join(', ') ?? none;
}

/**
 * The arrows that the pictures of a document (Mermaid stateDiagrams) draw and the table does not have.
 * @param {string} document
 * @param {Transitions} transitions
 */
export function wrongArrows(document, transitions) {
  const pictures = [...document.matchAll(/```mermaid\nstateDiagram-v2\n([\s\S]*?)```/g)].map(([, picture]) => picture ?? '');
  const arrows = pictures.flatMap((picture) => [...picture.matchAll(/^ *(\w+) --> (\w+)/gm)]);
  return arrows
    .filter(([, from = '', to = '']) => !leadsTo(transitions, from, to))
    .map(([, from, to]) => `${from} --> ${to} is not in the table`);
}

/** @param {Transitions} transitions @param {string} from @param {string} to */
function leadsTo(transitions, from, to) {
  return Object.values(transitions[from] ?? {}).some((row) => Object.values(row).some((cell) => cell.includes(to)));
}
