import { amountOf, cell } from './cell.js';
import { printable } from './printable.js';
import { table } from './table.js';

const INDENT = '  ';

/** One thing, a member in a line, under the names that the API has for them; what it holds of its own is set in below. */
export function details(thing: object): string {
  const entries = Object.entries(thing);
  const width = Math.max(...entries.filter(([, value]) => isFlat(value)).map(([name]) => printable(name).length), 0);
  return entries
    .map(([name, value]) => {
      const shown = printable(name);
      if (isFlat(value)) return `${shown.padEnd(width)}  ${cell(value)}\n`;
      return `${shown}\n${indented(Array.isArray(value) ? rows(value) : details(value as object))}`;
    })
    .join('');
}

function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || amountOf(value) !== undefined) return true;
  return Array.isArray(value) ? value.every((one) => typeof one !== 'object') : Object.keys(value).length === 0;
}

/** A table where the rows hold flat members only, one after the other where they do not. */
function rows(list: readonly unknown[]): string {
  const things = list.filter((one): one is object => typeof one === 'object' && one !== null);
  if (!things.every((one) => Object.values(one).every(isFlat))) return things.map(details).join('\n');
  const members = [...new Set(things.flatMap((one) => Object.keys(one)))];
  return table(Object.fromEntries(members.map((member) => [printable(member), member])), things);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, INDENT);
}
