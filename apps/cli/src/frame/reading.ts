import type { Client } from '@interlock/client';
import type { Command } from 'commander';
import { Gateway } from '../connection/gateway.js';
import { EXIT } from '../failure.js';
import { details } from '../show/details.js';
import type { Terminal } from '../terminal.js';
import { reached, type Cli, type SharedOptions } from './cli.js';
import { nothing, type Body, type Given } from './given.js';
import { addFilters, queryOf, type Filter } from './listing.js';

/** A command that shows one thing. */
export interface Reading {
  readonly name?: string;
  readonly about?: string;
  readonly takes?: readonly string[];
  readonly filters?: readonly Filter[];
  readonly ask: (client: Client, given: Given) => Promise<{ readonly data?: object }>;
  /** Otherwise a member in a line. */
  readonly draw?: (data: object, terminal: Terminal) => string;
}

export function addReading(
  parent: Command,
  { name = 'show', about = 'One of them.', takes = [], filters = [], ask, draw = details }: Reading,
  cli: Cli,
): void {
  const { terminal } = cli;
  const command = parent.command(name).description(about);
  for (const argument of takes) command.argument(`<${argument}>`);
  reached(addFilters(command, filters)).action(async (...typed: readonly unknown[]) => {
    const options = typed[takes.length] as SharedOptions & Body;
    const gateway = await Gateway.of(options, terminal);
    const query = queryOf(
      filters.map((filter) => filter.name),
      options,
    );
    const given: Given = { ...nothing, names: namesOf(typed, takes.length), query };
    const { data = {} } = await gateway.ask((client) => ask(client, given));
    terminal.out(options.json === true ? `${JSON.stringify(data, undefined, 2)}\n` : draw(data, terminal));
    cli.ended(EXIT.fine);
  });
}

/** The arguments of an action, which commander puts before the options. */
export function namesOf(typed: readonly unknown[], count: number): readonly [string, string] {
  const at = (place: number): string => (place < count ? String(typed[place]) : '');
  return [at(0), at(1)];
}
