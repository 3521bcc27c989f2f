import { describe, expect, it } from '@jest/globals';
import { statements, type Statement } from '../../testing/statements.js';

interface Part {
  readonly name: string;
  readonly text: string;
}

/** The parts of `with a as (…), b as (…) main`, split at brackets of depth zero. */
function partsOf({ text }: Statement): { readonly parts: readonly Part[]; readonly main: string } {
  const parts: Part[] = [];
  let rest = text.trim();
  if (!rest.startsWith('with ')) return { parts, main: rest };
  rest = rest.slice('with '.length);
  for (;;) {
    const head = /^(\w+) as \(/.exec(rest);
    if (head?.[1] === undefined) throw new Error(`no part begins at: ${rest.slice(0, 60)}`);
    let depth = 1;
    let end = head[0].length;
    for (; depth > 0; end += 1) {
      if (rest[end] === '(') depth += 1;
      if (rest[end] === ')') depth -= 1;
    }
    parts.push({ name: head[1], text: rest.slice(head[0].length, end - 1) });
    rest = rest.slice(end);
    if (!rest.startsWith(',')) return { parts, main: rest.trim() };
    rest = rest.slice(1).trim();
  }
}

/** Names that a part selects from: of each `from` its list at depth zero, up to the clause that ends it, and of each `join`. */
function sources(part: string): ReadonlySet<string> {
  const flat = withoutBrackets(part);
  const lists = [...flat.matchAll(/\bfrom\b(.*?)(?=\bwhere\b|\breturning\b|\bon\b|\bjoin\b|\border by\b|\bfor update\b|$)/gs)];
  const listed = lists.flatMap(([, list = '']) => list.split(','));
  const joined = [...flat.matchAll(/\bjoin\s+("?\w+"?)/g)].map(([, name = '']) => name);
  return new Set([...listed, ...joined].map((item) => item.trim().split(/\s+/)[0]?.replaceAll('"', '') ?? ''));
}

/** Names of which a part takes all rows as an array. */
function arrays(part: string): string[] {
  return [...part.matchAll(/any \(array\(select \w+\.id from (\w+)\)\)/g)].map(([, name = '']) => name);
}

function withoutBrackets(text: string): string {
  let flat = text.replaceAll('distinct from', '');
  for (let before = ''; before !== flat;) [before, flat] = [flat, flat.replaceAll(/\([^()]*\)/g, '')];
  return flat;
}

const written = (text: string): { readonly table: string; readonly verb: string; readonly where: string } | undefined => {
  const match = /\b(insert into|(?<!for )update|delete from)\s+"?(\w+)"?/.exec(text);
  if (match === null) return undefined;
  return { verb: match[1] ?? '', table: match[2] ?? '', where: /\bwhere\b(.*?)(\breturning\b|$)/s.exec(text)?.[1]?.trim() ?? '' };
};
const writing = statements.filter(({ text }) => /\b(insert into|update|delete from)\b/.test(text.replaceAll('for update', '')));

describe('the statements of the engine', () => {
  it('are these', () => {
    expect(writing.map(({ name }) => name).sort()).toEqual(
      [
        'acknowledge_terminal_order',
        'begin_adjust_tip',
        'begin_attempt',
        'begin_batch',
        'begin_batch_attempt',
        'begin_cancel',
        'begin_capture',
        'begin_charge',
        'begin_increment',
        'begin_refund',
        'begin_void',
        'begin_waiting',
        'begin_waiting_charge',
        'claim_batch',
        'claim_batches',
        'claim_due',
        'claim_one',
        'close_waiting',
        'finish_batch',
        'finish_charge',
        'finish_following',
        'finish_plain_charge',
        'hand_out_terminal_order',
        'hinted',
        'leave_batch_open',
        'look_now',
        'move_case',
        'note_case',
        'pause_account',
        'prove_batch',
        'put_off',
        'refuse_batch',
        'request_cancel',
        'stamp_batch',
        'take_ask',
        'touch_operation',
      ].sort(),
    );
    expect(new Set(statements.map(({ name }) => name)).size).toBe(statements.length);
  });

  it.each(statements)('$name asks no clock, makes no id and throws no dice', ({ text }) => {
    expect(text).not.toMatch(/\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|random|nextval)\s*\(/i);
    expect(text).not.toMatch(/\b(current_timestamp|current_date|current_time|localtime|localtimestamp)\b/i);
    expect(text).not.toMatch(/\b(gen_random_uuid|uuidv[47]|uuid_generate_v\d\w*)\b/i);
    expect(text).not.toMatch(/'(now|today|tomorrow|yesterday)'/i);
  });

  it.each(statements)('$name is one statement', ({ text }) => {
    expect(text).not.toContain(';');
  });
});

/** What is wrong with the form of a guarded statement, in words; nothing, for one that keeps to it. */
function faultsOf(statement: Statement): string[] {
  const { parts, main } = partsOf(statement);
  const [guard = { name: '', text: '' }, ...others] = parts;
  const all = [...others, { name: 'the end', text: main }];
  const reachable = new Set([guard.name]);
  for (const part of others) if ([...sources(part.text)].some((name) => reachable.has(name))) reachable.add(part.name);
  const updates = all.filter(({ text }) => written(text)?.verb === 'update');
  // What is open on a charge is never the charge, nor is what says so.
  const ofCharge = updates.filter(
    ({ text }) => written(text)?.table === 'operation' && !/= guard\.open_exclusive|\b\w\.id <> guard\.charge_id/.test(text),
  );
  const target = (text: string): string =>
    `${written(text)?.table ?? ''} ${
      written(text)
        ?.where.split(' and ')[0]
        ?.replace(/^\w+\./, '') ?? ''
    }`;
  return [
    ...all
      .filter(({ text }) => ![...sources(text), ...arrays(text)].some((name) => reachable.has(name)))
      .map(({ name }) => `${name} does not hang on the guard`),
    ...updates
      .filter(
        ({ text }) =>
          !/= (guard\.(order_id|charge_id|operation_id|open_exclusive|batch_id|account_id|case_id)|due\.id|any \(array\(select paced\.id from paced\)\)|lasting\.account_id)/.test(
            text,
          ),
      )
      .map(({ name }) => `${name} updates rows that the guard did not name`),
    ...updates
      .filter(({ text }, index) => updates.some((other, before) => before < index && target(other.text) === target(text)))
      .map(({ name }) => `${name} writes a row that another part writes`),
    ...(ofCharge.length > 1
      ? ofCharge
          .filter(({ text }) => !text.includes('guard.operation_id <> guard.charge_id'))
          .map(({ name }) => `${name} may write the charge twice`)
      : []),
    ...unlocked(guard.text)
      // What an account may be asked is read here and judged once more, under its lock, by `paced`; its settings are no state.
      .filter((alias) => statement.name !== 'claim_due' || !['w', 'a'].includes(alias))
      .map((alias) => `the guard judges ${alias} and does not lock it`),
    ...(/\bexists\b|\b(sum|count|max|min)\s*\(|\bselect\b.*\bselect\b/s.test(
      guard.text.replace('cross join lateral', '').replace(/\(\s*select p\.id/, ''),
    )
      ? ['the guard looks at rows that it cannot lock']
      : []),
  ];
}

/** Tables of the guard of which it judges more than the keys that join them, and which `for update` does not name. */
function unlocked(guard: string): string[] {
  if (written(guard)?.verb === 'insert into') return /\bon conflict \([\w, ]+\) do nothing/.test(guard) ? [] : ['the row that it inserts'];
  const aliases = [...guard.matchAll(/(?:from|join)\s+"?(?:\w+)"?\s+(\w)\b/g)].map(([, alias = '']) => alias);
  const locked = /for (?:no key )?update of ([\w, ]+?)(?: skip locked)?\s*(?:\)|$)/.exec(guard)?.[1]?.split(/,\s*/) ?? [];
  const judged = (alias: string): boolean =>
    new RegExp(`\\b${alias}\\.(?!(?:id|order_id|charge_id)\\b)\\w+`).test(guard.split('where').slice(1).join('where'));
  return aliases.filter((alias) => judged(alias) && !locked.includes(alias));
}

const guarded = writing.filter(({ text }) => text.trim().startsWith('with '));

describe.each(guarded)('$name', (statement) => {
  it('hangs on its guard in every part, writes no row twice and judges nothing that it does not lock', () => {
    expect(faultsOf(statement)).toEqual([]);
  });

  it('uses every parameter that it numbers, without a gap', () => {
    const numbers = new Set([...statement.text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: numbers.size }, (_, index) => index + 1));
  });
});

describe('the reading of a statement', () => {
  const guard = `with guard as (select o.id as order_id from "order" o where o.id = $1 and o.state = $2 for update of o)`;
  const moved = `moved as (update "order" o set state = $3 from guard where o.id = guard.order_id returning o.id)`;

  it.each([
    ['history does not hang on the guard', `${guard}, ${moved}, history as (insert into transition select $4) select 1 from moved`],
    [
      'history does not hang on the guard',
      `${guard}, ${moved}, history as (insert into transition select o.id from "order" o) select 1 from moved`,
    ],
    ['the end does not hang on the guard', `${guard}, ${moved} select 1`],
    [
      'moved updates rows that the guard did not name',
      `${guard}, moved as (update "order" o set state = $3 from guard where o.id = $1 returning o.id) select 1 from moved`,
    ],
    [
      'again writes a row that another part writes',
      `${guard}, ${moved}, again as (update "order" o set version = $4 from guard where o.id = guard.order_id) select 1 from moved`,
    ],
    ['the guard judges o and does not lock it', `${guard.replace('for update of o', '')}, ${moved} select 1 from moved`],
    [
      'the guard judges c and does not lock it',
      `${guard.replace('where', 'join operation c on c.order_id = o.id where c.outcome is null and')}, ${moved} select 1 from moved`,
    ],
    [
      'the guard looks at rows that it cannot lock',
      `${guard.replace('o.state = $2', '(select sum(amount) from entry) = $2')}, ${moved} select 1 from moved`,
    ],
  ])('finds that %s', (fault, text) => {
    expect(faultsOf({ name: 'wrong', text })).toContain(fault);
  });

  it('finds nothing where nothing is wrong', () => {
    expect(faultsOf({ name: 'right', text: `${guard}, ${moved} select 1 from moved` })).toEqual([]);
  });
});

describe('the locks', () => {
  it.each(guarded.filter(({ text }) => text.includes('for update of o')))(
    'of $name are taken in one order: order, charge, operation; order, case; order, waiting',
    ({ text }) => {
      expect(text).toMatch(/for update of o(, c(, p)?|, k|, w)?\s*\)/);
    },
  );
});
