import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { CannotRun } from '../failure.js';
import { amountWithCurrency } from '../show/amounts.js';
import type { Terminal } from '../terminal.js';
import type { Body } from './given.js';
import { kebab } from './cli.js';

/** An option that becomes a member of the body. */
export interface Flag {
  readonly option: Option;
  readonly member: string;
  /** What the member becomes; an object is put beside what the file has there. */
  readonly read: (typed: string, terminal: Terminal) => unknown;
}

interface Named {
  /** Where the option is not called as the member is. */
  readonly as?: string;
  readonly shown?: string;
}

const option = (member: string, about: string, { as, shown }: Named): Option =>
  new Option(`--${as ?? kebab(member)} <${shown ?? as ?? kebab(member)}>`, about);

export const text = (member: string, about: string, named: Named = {}): Flag => ({
  option: option(member, about, named),
  member,
  read: (typed) => typed,
});

export const choice = (member: string, about: string, choices: readonly string[], named: Named = {}): Flag => ({
  option: option(member, about, named).choices(choices),
  member,
  read: (typed) => typed,
});

export const yesOrNo = (member: string, about: string): Flag => ({
  option: option(member, about, { shown: 'yes|no' }).choices(['yes', 'no']),
  member,
  read: (typed) => typed === 'yes',
});

/** A whole number; the gateway knows its bounds. */
export const whole = (member: string, about: string): Flag => ({
  option: option(member, about, { shown: 'number' }),
  member,
  read: (typed) => {
    if (!/^\d{1,9}$/.test(typed)) throw new CannotRun(`--${kebab(member)}: "${typed}" is no whole number.`);
    return Number(typed);
  },
});

/** Several, with commas between; an empty text is none. */
export const several = (member: string, about: string, named: Named = {}): Flag => ({
  option: option(member, about, { shown: 'one,two', ...named }),
  member,
  read: (typed) => (typed === '' ? [] : typed.split(',').map((one) => one.trim())),
});

/** An amount with its currency: 120.00 MXN. */
export const money = (member: string, about: string): Flag => ({
  option: option(member, about, { shown: 'amount' }),
  member,
  read: (typed) => amountWithCurrency(typed, `--${kebab(member)}`),
});

/** `name=value`, as often as wanted: members of an object. */
export const keyed = (member: string, about: string, named: Named): Flag => ({
  option: option(member, about, { shown: 'name=value', ...named }).argParser(gathered),
  member,
  read: (typed) => Object.fromEntries(typed.split('\n').map((pair) => nameAndValue(pair, `--${named.as ?? kebab(member)}`))),
});

/** `name=file`, as often as wanted: what the files hold becomes members of an object. A secret is never an argument, which others could read. */
export const keyedFiles = (member: string, about: string, as: string): Flag => ({
  option: option(member, about, { as, shown: 'name=file' }).argParser(gathered),
  member,
  read: async (typed, terminal) => {
    const read: Record<string, string> = {};
    for (const pair of typed.split('\n')) {
      const [name, path] = nameAndValue(pair, `--${as}`);
      read[name] = await ofFile(path, `--${as}`, terminal);
    }
    return read;
  },
});

/** What a file holds, without the end of its line. */
export const fileOf = (member: string, about: string): Flag => {
  const as = `${kebab(member)}-file`;
  return { option: option(member, about, { as, shown: 'file' }), member, read: (typed, terminal) => ofFile(typed, `--${as}`, terminal) };
};

/** The body: what `--file` holds, and over it the flags. Throws `CannotRun`, which names the option and repeats nothing of a file. */
export async function bodyOf(flags: readonly Flag[], options: Body, terminal: Terminal): Promise<Body> {
  const body: Record<string, unknown> = typeof options['file'] === 'string' ? { ...(await objectOf(options['file'], terminal)) } : {};
  for (const { option: named, member, read } of flags) {
    const typed = options[named.attributeName()];
    if (typeof typed !== 'string') continue;
    const value = await read(typed, terminal);
    body[member] = isObject(value) && isObject(body[member]) ? { ...body[member], ...value } : value;
  }
  return body;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A line each: no value of these has more than one. */
function gathered(typed: string, before: string | undefined): string {
  return before === undefined ? typed : `${before}\n${typed}`;
}

function nameAndValue(pair: string, named: string): readonly [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new CannotRun(`${named}: "${pair}" is not written name=value.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

async function objectOf(path: string, terminal: Terminal): Promise<Record<string, unknown>> {
  const held = await ofFile(path, '--file', terminal);
  let value: unknown;
  try {
    value = JSON.parse(held);
  } catch {
    // What the parser says of it would repeat it, and it may hold secrets.
    throw new CannotRun(`--file: ${placeOf(path)} is not JSON.`);
  }
  if (!isObject(value)) throw new CannotRun(`--file: ${placeOf(path)} must hold one JSON object.`);
  return value;
}

const placeOf = (path: string): string => (path === '-' ? 'standard input' : path);

async function ofFile(path: string, named: string, { input }: Terminal): Promise<string> {
  const held = await (path === '-' ? input() : readFile(path, 'utf8')).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRun(`${named}: ${path} cannot be read (${error.code ?? 'no reason given'}).`);
  });
  return held.replace(/\r?\n$/, '');
}
