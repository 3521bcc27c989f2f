import type { Client } from '@interlock/client';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { Gateway } from '../connection/gateway.js';
import { EXIT } from '../failure.js';
import { table, type Columns } from '../show/table.js';
import { kebab, reached, type Cli, type SharedOptions } from './cli.js';
import { nothing, type Body, type Given } from './given.js';

/** What a list gives back, whatever it is a list of. */
interface Page {
  readonly rows: readonly object[] | undefined;
  readonly nextCursor: string | undefined;
}

/** What a list may be narrowed by: a parameter of the query. */
export interface Filter {
  readonly name: string;
  readonly about: string;
  readonly choices?: readonly string[];
}

/** A command that lists, newest first. */
export interface Listing {
  readonly name?: string;
  readonly about?: string;
  readonly takes?: string;
  readonly columns: Columns;
  readonly filters?: readonly Filter[];
  readonly ask: (client: Client, given: Given) => Promise<Page>;
}

export function addListing(
  parent: Command,
  { name = 'list', about = 'Newest first.', takes, columns, filters = [], ask }: Listing,
  cli: Cli,
): void {
  const { terminal } = cli;
  const command = parent.command(name).description(about);
  if (takes !== undefined) command.argument(`<${takes}>`);
  addFilters(command, filters)
    .option('--limit <number>', 'at most so many, 1 to 100', upToAHundred, '20')
    .option('--cursor <cursor>', 'goes on after the page that ended with it');
  reached(command).action(async (...typed: readonly unknown[]) => {
    const options = typed[takes === undefined ? 0 : 1] as SharedOptions & Body;
    const gateway = await Gateway.of(options, terminal);
    const query = queryOf(['limit', 'cursor', ...filters.map((filter) => filter.name)], options);
    const given: Given = { ...nothing, names: [takes === undefined ? '' : String(typed[0]), ''], query };
    const { rows = [], nextCursor } = await gateway.ask((client) => ask(client, given));
    cli.ended(EXIT.fine);
    if (options.json === true) return terminal.out(`${JSON.stringify({ rows, nextCursor }, undefined, 2)}\n`);
    terminal.out(rows.length === 0 ? 'There is none.\n' : table(columns, rows));
    if (nextCursor !== undefined) terminal.out(`\nThere are more: --cursor ${nextCursor}\n`);
  });
}

export function addFilters(command: Command, filters: readonly Filter[]): Command {
  for (const { name, about, choices } of filters) {
    const option = new Option(`--${kebab(name)} <${kebab(name)}>`, about);
    command.addOption(choices === undefined ? option : option.choices(choices));
  }
  return command;
}

/** Those of the options that were given, by the names that the API has for them: commander calls `--store-no` `storeNo` too. */
export function queryOf(names: readonly string[], options: Body): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => [name, options[name]] as const).filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string'),
  );
}

function upToAHundred(text: string): string {
  if (!/^([1-9]\d?|100)$/.test(text)) throw new InvalidArgumentError('It must be a number from 1 to 100.');
  return text;
}
