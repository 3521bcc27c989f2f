import type { Client } from '@interlock/client';
import { InvalidArgumentError, type Command } from 'commander';
import { Gateway } from '../connection/gateway.js';
import { EXIT } from '../failure.js';
import { details } from '../show/details.js';
import type { Terminal } from '../terminal.js';
import { reached, type Cli, type SharedOptions } from './cli.js';
import { confirm } from './confirm.js';
import { bodyOf, type Flag } from './flags.js';
import type { Body, Given } from './given.js';
import { namesOf } from './reading.js';
import { keepSecret, SecretFile } from './secret-file.js';

/** How long an answer may take beyond what the gateway waits for the provider. */
const MARGIN_SECONDS = 10;
const WAIT_SECONDS = 30;

export interface Answer {
  readonly data?: object | undefined;
  readonly response: Response;
}

/** What is known before the request is sent. */
export interface Prepared {
  readonly given: Given;
  /** What is asked of the person, in full; nothing where there is no harm in it. */
  readonly question?: string;
}

/** A command that changes something. */
export interface Writing {
  readonly name: string;
  readonly about: string;
  readonly takes?: readonly string[];
  /** Members of the body; where there are any, `--file` takes the whole of it. */
  readonly flags?: readonly Flag[];
  /** For what cannot be undone, or stops somebody's work: asked before it is sent. */
  readonly question?: (given: Given) => string;
  /** The same, where the gateway is asked first; also what becomes of what was typed. */
  readonly prepare?: (gateway: Gateway, given: Given, terminal: Terminal) => Promise<Prepared>;
  /** Whether `prepare` makes a question. */
  readonly asks?: true;
  /** Whether the request has an Idempotency-Key; the others are the same request when they come again. */
  readonly keyed?: true;
  /** How the same is repeated, where it is neither by that key nor by the same line. */
  readonly again?: (given: Given) => string;
  /** Whether the gateway waits for a provider as long as it is told. */
  readonly waits?: true;
  readonly send: (client: Client, given: Given) => Promise<Answer>;
  /** The member of the answer that is shown once and never again. */
  readonly secret?: string;
  readonly draw?: (data: object, terminal: Terminal) => string;
  /** The exit code by what is answered. */
  readonly code?: (data: object, given: Given) => number;
  /** Said where the answer has no body. */
  readonly done?: string;
}

type WriteOptions = SharedOptions &
  Body & { readonly yes?: true; readonly idempotencyKey?: string; readonly wait?: string; readonly secretTo?: string };

export function addWriting(parent: Command, writing: Writing, cli: Cli): void {
  const { name, about, takes = [], flags = [] } = writing;
  const command = parent.command(name).description(about);
  for (const argument of takes) command.argument(`<${argument}>`);
  for (const { option } of flags) command.addOption(option);
  if (flags.length > 0)
    command.option('--file <file>', 'the body as JSON, from a file or - for standard input; the other options are put over it');
  if (writing.secret !== undefined)
    command.option('--secret-to <file>', 'writes the secret to a new file that only you may read, and shows it nowhere');
  if (writing.waits === true)
    command.option('--wait <seconds>', 'how long to wait for the provider, 0 to 120', seconds, String(WAIT_SECONDS));
  if (writing.keyed === true) command.option('--idempotency-key <key>', 'of the request that is repeated; a new one when absent');
  if (writing.question !== undefined || writing.asks === true) command.option('--yes', 'does not ask whether it is meant');
  reached(command).action(async (...typed: readonly unknown[]) => {
    cli.ended(await write(writing, namesOf(typed, takes.length), typed[takes.length] as WriteOptions, cli.terminal));
  });
}

async function write(writing: Writing, names: readonly [string, string], options: WriteOptions, terminal: Terminal): Promise<number> {
  const gateway = await Gateway.of(options, terminal);
  const { given, question } = await prepared(writing, gateway, await givenOf(writing, names, options, terminal), terminal);
  if (question !== undefined) await confirm(question, options.yes === true, terminal);
  const file = options.secretTo === undefined ? undefined : await SecretFile.open(options.secretTo);
  try {
    const again = writing.again?.(given) ?? repetition(writing, given);
    const withinMs = (Number(options.wait ?? WAIT_SECONDS) + MARGIN_SECONDS) * 1000;
    const { data, response } = await gateway.send((client) => writing.send(client, given), { withinMs, again });
    const shown = data === undefined ? undefined : await keepSecret(data, writing.secret, file, terminal);
    if (shown === undefined) terminal.out(options.json === true ? '{}\n' : `${writing.done ?? 'Done.'}\n`);
    else terminal.out(options.json === true ? `${JSON.stringify(shown, undefined, 2)}\n` : (writing.draw ?? details)(shown, terminal));
    if (response.status === 202) return EXIT.underWay;
    return data === undefined ? EXIT.fine : (writing.code?.(data, given) ?? EXIT.fine);
  } finally {
    await file?.close();
  }
}

async function givenOf(
  { flags = [] }: Writing,
  names: readonly [string, string],
  options: WriteOptions,
  terminal: Terminal,
): Promise<Given> {
  const header = { 'Idempotency-Key': options.idempotencyKey ?? terminal.newNumber() };
  return { names, query: {}, body: await bodyOf(flags, options, terminal), header, prefer: { Prefer: `wait=${options.wait ?? ''}` } };
}

async function prepared({ prepare, question }: Writing, gateway: Gateway, given: Given, terminal: Terminal): Promise<Prepared> {
  if (prepare !== undefined) return prepare(gateway, given, terminal);
  return question === undefined ? { given } : { given, question: question(given) };
}

function repetition({ keyed }: Writing, { header }: Given): string {
  if (keyed !== true) return 'Give the same command again: it is done once.';
  return `Give the same command again with --idempotency-key ${header['Idempotency-Key']}: it is done once.`;
}

function seconds(text: string): string {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 120) throw new InvalidArgumentError('It must be a number from 0 to 120.');
  return text;
}
