import type { Report, Row, Verdict } from './conformance.js';

/** The table of one provider: a row for each operation, a numbered column for each case, and the reasons why some say nothing. */
export function tableText({ provider, operations, messages }: Report): string {
  return [
    ...section(`${provider}: operations and queries`, 'operation', operations),
    ...section(`${provider}: notifications`, 'message', messages),
  ].join('\n');
}

const WIDTH = 4;

function section(title: string, what: string, rows: readonly Row[]): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const reasons = [
    ...new Set(rows.flatMap(({ cells }) => cells.flatMap(({ verdict }) => (verdict.is === 'not_applicable' ? [verdict.reason] : [])))),
  ];
  const labelWidth = Math.max(...rows.map(({ label }) => label.length), what.length);
  const line = (label: string, cells: readonly string[]): string =>
    `  ${label.padEnd(labelWidth)}  ${cells.map((cell) => cell.padStart(WIDTH)).join(' ')}`.trimEnd();
  return [
    title,
    '',
    line(
      what,
      first.cells.map((_, index) => String(index + 1)),
    ),
    line(
      '-'.repeat(labelWidth),
      first.cells.map(() => '-'.repeat(WIDTH)),
    ),
    ...rows.map(({ label, cells }) =>
      line(
        label,
        cells.map(({ verdict }) => mark(verdict, reasons)),
      ),
    ),
    '',
    ...first.cells.map(({ name }, index) => `  ${String(index + 1).padStart(2)} ${name}`),
    ...(reasons.length === 0 ? [] : ['', '  not applicable:']),
    ...reasons.map((reason, index) => `  ${letter(index)} ${reason}`),
    '',
  ];
}

function mark(verdict: Verdict, reasons: readonly string[]): string {
  switch (verdict.is) {
    case 'ok':
      return 'ok';
    case 'miss':
      return 'MISS';
    case 'not_applicable':
      return letter(reasons.indexOf(verdict.reason));
  }
}

/** a to z, then aa: a provider can have many reasons. */
function letter(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
