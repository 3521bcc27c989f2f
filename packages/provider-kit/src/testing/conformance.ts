import type { OperationKind } from '@interlock/domain';
import type { ProviderAdapter } from '../adapter.js';
import { lastCase, sendingCases } from './cases-of-sending.js';
import { transportCases } from './cases-of-transport.js';
import { wordCases } from './cases-of-words.js';
import { messageCases, MessageTrial } from './message-cases.js';
import { isNotApplicable, type ConformanceSubject, type MessageScenario, type NotApplicable, type Scenario } from './subject.js';
import { Trial } from './trial.js';

export type Verdict =
  | { readonly is: 'ok' }
  | { readonly is: 'miss'; readonly complaints: readonly string[] }
  | { readonly is: 'not_applicable'; readonly reason: string };
export interface Cell {
  readonly name: string;
  readonly verdict: Verdict;
}
export interface Row {
  readonly label: string;
  readonly cells: readonly Cell[];
}
export interface Report {
  readonly provider: string;
  readonly operations: readonly Row[];
  readonly messages: readonly Row[];
  /** What the adapter declares and the subject has no scenario for. */
  readonly untried: readonly string[];
}

/** Every case of one scenario. They run side by side, each against a server of its own; the search for leaks comes last. */
export async function tryScenario(subject: ConformanceSubject, scenario: Scenario): Promise<Row> {
  const leaks = new Set<string>();
  const cell = ({ name, check }: (typeof wordCases)[number]): Promise<Cell> =>
    Trial.with(subject, scenario, leaks, async (trial) => ({ name, verdict: verdictOf(await check(trial)) }));
  const cells = await Promise.all([...wordCases, ...transportCases, ...sendingCases].map(cell));
  return { label: scenario.label, cells: [...cells, await cell(lastCase)] };
}

export async function tryMessage(subject: ConformanceSubject, scenario: MessageScenario): Promise<Row> {
  const trial = new MessageTrial(subject, scenario);
  const cells: Cell[] = [];
  for (const { name, check } of messageCases) cells.push({ name, verdict: verdictOf(await check(trial)) });
  return { label: scenario.label, cells };
}

/** The whole table of one provider; `onRow` hears of each row as it is done. */
export async function conform(subject: ConformanceSubject, onRow: (row: Row) => void = () => undefined): Promise<Report> {
  const { adapter, scenarios, messages } = subject;
  const operations: Row[] = [];
  for (const scenario of scenarios) operations.push(told(await tryScenario(subject, scenario)));
  const heard: Row[] = [];
  for (const message of messages) heard.push(told(await tryMessage(subject, message)));
  return { provider: adapter.name, operations, messages: heard, untried: untried(subject) };

  function told(row: Row): Row {
    onRow(row);
    return row;
  }
}

/** Every capability needs a scenario, and a query of its own: an unknown outcome must be resolvable. A cancel is asked after at its charge. */
export function untried({ adapter, scenarios, messages }: ConformanceSubject): readonly string[] {
  const tried = new Set(scenarios.map(nameOf));
  const due = declared(adapter).flatMap((kind) => (kind === 'cancel' ? [kind] : [kind, `query of ${kind}`]));
  const ofAccount = (['activation', 'agreements', 'batches'] as const).filter((name) => adapter[name] !== undefined);
  return [...[...due, ...ofAccount].filter((name) => !tried.has(name)), ...(messages.length === 0 ? ['notifications'] : [])];
}

function nameOf({ request }: Scenario): string {
  if (request.kind === 'account') return request.of;
  return request.kind === 'query' ? `query of ${request.operation.kind}` : request.kind;
}

const declared = ({ operations }: ProviderAdapter): readonly OperationKind[] => Object.keys(operations) as OperationKind[];

function verdictOf(found: readonly string[] | NotApplicable): Verdict {
  if (isNotApplicable(found)) return { is: 'not_applicable', reason: found.notApplicable };
  return found.length === 0 ? { is: 'ok' } : { is: 'miss', complaints: found };
}

/** One line for each miss: operation, case, and what was seen. */
export const missesOf = ({ label, cells }: Row): readonly string[] =>
  cells.flatMap(({ name, verdict }) =>
    verdict.is === 'miss' ? verdict.complaints.map((complaint) => `${label} | ${name} | ${complaint}`) : [],
  );

export const missesOfAll = ({ operations, messages, untried: lacking }: Report): readonly string[] => [
  ...[...operations, ...messages].flatMap(missesOf),
  ...lacking.map((name) => `${name} | not tried | the adapter declares it, and no scenario tries it`),
];
