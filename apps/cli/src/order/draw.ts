import type { Terminal } from '../terminal.js';
import { wrap } from '../show/wrap.js';
import { exchangeOf, type OrderAnswer, type TimelineEntry } from './answers.js';
import { amountText, durationText, momentText, spoken, words } from '../show/texts.js';

type Style = Parameters<Terminal['paint']>[0];

/** How a state or an outcome looks: done, waiting, doubtful, undone. */
const looks: Readonly<Record<string, Style>> = {
  paid: 'green',
  authorized: 'green',
  approved: 'green',
  pending: 'yellow',
  created: 'cyan',
  uncertain: ['magenta', 'bold'],
  unknown: ['magenta', 'bold'],
  failed: 'red',
  declined: 'red',
  not_sent: 'red',
};
const causes: Readonly<Record<string, string>> = {
  request: 'asked for by',
  answer: 'answered to',
  query: 'asked after by',
  notification: 'told by',
  worker: 'in time, by',
  person: 'decided by way of',
};

const STEM = '  │  ';
const LAST = '     ';
/** Amounts that are worth a word only where they are something. */
const BESIDE = ['tip', 'cashback', 'surcharge', 'excess', 'refunded', 'refundPending', 'overRefunded'] as const;

/** An order: its head, the line of its life with the time between, where it is known, its operations and cases. */
export function drawOrder(
  order: OrderAnswer,
  timeline: readonly TimelineEntry[],
  options: { readonly evidence: boolean },
  terminal: Terminal,
): string {
  const lines = [
    ...head(order, terminal),
    ...(timeline.length === 0 ? [] : ['']),
    ...timeline.flatMap((entry, index) => drawEntry(entry, index === timeline.length - 1, options, terminal)),
    '',
    ...operations(order, terminal),
    ...cases(order, terminal),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function state(name: string, { paint }: Terminal): string {
  return paint(looks[name] ?? 'blue', words(name));
}

function head(order: OrderAnswer, terminal: Terminal): readonly string[] {
  const { paint } = terminal;
  const amounts = [
    ...(['captured', 'authorized'] as const).flatMap((name) => (isSomething(order, name) ? [name] : [])).slice(0, 1),
    ...BESIDE.filter((name) => isSomething(order, name)),
  ].map((name) => `${spoken(name)} ${amountOf(order, name)}`);
  const provider =
    order.provider === undefined
      ? []
      : [order.provider.name, ...(order.provider.reference === undefined ? [] : [order.provider.reference])];
  return [
    `${paint('bold', order.merchantOrderNo)}  ${state(order.state, terminal)}  ${paint('bold', amountText(order.amount))}${order.cancelRequested === true ? paint('yellow', '  a cancel is wanted') : ''}`,
    paint('dim', [order.id, words(order.method.type), ...provider, `version ${String(order.version)}`].join('  ')),
    ...(amounts.length === 0 ? [] : [amounts.join(', ')]),
    ...(order.expiresAt === undefined ? [] : [paint('dim', `expires ${momentText(order.expiresAt)}`)]),
  ];
}

const amountOf = ({ amounts }: OrderAnswer, name: string): string => (amounts[name] === undefined ? '–' : amountText(amounts[name]));
const isSomething = ({ amounts }: OrderAnswer, name: string): boolean => (amounts[name]?.value ?? 0n) > 0n;

function drawEntry(
  entry: TimelineEntry,
  isLast: boolean,
  { evidence }: { readonly evidence: boolean },
  terminal: Terminal,
): readonly string[] {
  const { paint, columns } = terminal;
  const stem = isLast ? LAST : paint('dim', STEM);
  const moved = entry.from !== entry.to;
  const what = entry.operation === undefined ? words(entry.reason ?? 'noted') : operationText(entry.operation, terminal);
  const reason = entry.reason === undefined || entry.operation === undefined ? '' : ` (${words(entry.reason)})`;
  const under = (text: string, style: Style): readonly string[] =>
    wrap(text, columns - STEM.length).map((line) => `${stem}${paint(style, line)}`);
  return [
    ...(entry.from === null
      ? [`  ${paint('dim', momentText(entry.at))}`]
      : [paint('dim', '  │'), `${paint('dim', '  │')}  ${paint('dim', `+ ${durationText(entry.sincePreviousMs)}`)}`]),
    `  ${paint(looks[entry.to] ?? 'blue', moved ? '●' : '○')}  ${moved ? `${state(entry.to, terminal)}  ` : ''}${what}`,
    ...under(`${causes[entry.cause] ?? entry.cause} ${entry.actor}${reason}, request ${entry.requestId}`, 'dim'),
    ...(entry.evidence === undefined ? [] : under(evidenceText(entry.evidence), 'dim')),
    ...entry.begins.flatMap((begun) => under(`→ begins ${operationText(begun, terminal)}`, 'reset')),
    ...entry.cases.flatMap(({ kind, what: became, detail }) =>
      under(
        `◆ case ${kind} ${words(became)}${detail === undefined ? '' : `: ${detail}`}`,
        became === 'opened' || became === 'reopened' ? 'yellow' : 'green',
      ),
    ),
    ...(evidence && entry.evidence !== undefined
      ? JSON.stringify(entry.evidence.exchanges, undefined, 2)
          .split('\n')
          .map((line) => `${stem}${paint('dim', line)}`)
      : []),
  ];
}

function operationText(operation: NonNullable<TimelineEntry['operation']>, terminal: Terminal): string {
  const { kind, outcome, provider, amount, tip, refundNo } = operation;
  const figures = [...(amount === undefined ? [] : [amountText(amount)]), ...(tip === undefined ? [] : [`tip ${amountText(tip)}`])];
  const named = refundNo === undefined ? [] : [refundNo];
  return [words(kind), ...named, ...figures, outcome === null ? `begun at ${provider}` : state(outcome, terminal)].join(' ');
}

/** "POST /upay/v2/query → 200, 41 ms, signature valid, sha256 0f3a…" */
function evidenceText({ exchanges, askedAt, receivedAt, signature, bodySha256, source }: NonNullable<TimelineEntry['evidence']>): string {
  const last = exchangeOf(exchanges.at(-1));
  const call =
    last === undefined
      ? words(source)
      : `${last.request.method} ${URL.parse(last.request.url)?.pathname ?? last.request.url} → ${last.status === undefined ? words(last.cause ?? last.outcome) : String(last.status)}`;
  return [
    call,
    ...(exchanges.length > 1 ? [`the last of ${String(exchanges.length)}`] : []),
    ...(source === 'notification' ? [] : [durationText(Math.max(receivedAt - askedAt, 0))]),
    ...(signature === undefined ? [] : [`signature ${words(signature)}`]),
    ...(bodySha256 === undefined ? [] : [`sha256 ${bodySha256.slice(0, 12)}…`]),
  ].join(', ');
}

/** Who wanted it, where it was not the merchant. */
const wantedBy: Readonly<Record<string, string>> = { interlock: '(by Interlock)', provider: '(outside us)' };

function operations(order: OrderAnswer, terminal: Terminal): readonly string[] {
  const rows = order.operations.map((operation) => {
    const { kind, origin, outcome, provider, providerKey, providerReference, amount, tip, refundNo, declineCode, providerCode } = operation;
    const figure = amount ?? tip;
    const why = [declineCode, providerCode].filter((code) => code !== undefined).join(' ');
    return [
      [words(kind), refundNo, wantedBy[origin]].filter((text) => text !== undefined).join(' '),
      words(outcome ?? 'running'),
      figure === undefined ? '' : amountText(figure),
      provider,
      providerKey,
      providerReference ?? '',
      why,
    ] as const;
  });
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    terminal.paint('bold', 'operations'),
    ...rows.map((row, index) => {
      const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
      const outcome = order.operations[index]?.outcome ?? 'created';
      return `  ${cells.map((cell, column) => (column === 1 ? terminal.paint(looks[outcome] ?? 'blue', cell) : cell)).join('  ')}`;
    }),
  ];
}

function cases(order: OrderAnswer, { paint }: Terminal): readonly string[] {
  if (order.cases.length === 0) return [];
  const rows = order.cases.map(
    ({ id, kind, state: stands }) => `  ${kind}  ${paint(stands === 'closed' ? 'green' : 'yellow', words(stands))}  ${paint('dim', id)}`,
  );
  return ['', paint('bold', 'cases'), ...rows];
}
