import { InvalidArgumentError, Option, type Command } from 'commander';
import { Gateway, type GatewayOptions } from '../connection/gateway.js';
import type { Terminal } from '../terminal.js';
import { resources, type Page, type Resource } from './resources.js';
import { table } from './table.js';

interface ListOptions extends GatewayOptions, Readonly<Record<string, unknown>> {
  readonly json?: true;
  readonly limit: string;
}

/** `<thing> list` and `<thing> show` for everything that the gateway lists; `order`, which is shown in a way of its own, is there already. */
export function addResources(program: Command, order: Command, terminal: Terminal): void {
  for (const [name, resource] of Object.entries(resources)) {
    const command = name === 'order' ? order : program.command(name).description(resource.about);
    const list = command
      .command('list')
      .description('Newest first.')
      .option('--limit <number>', 'at most so many, 1 to 100', upToAHundred, '20');
    for (const filter of resource.filters) list.option(`--${filter} <${filter}>`, 'only those');
    reached(list.option('--cursor <cursor>', 'goes on after the page that ended with it')).action(async (options: ListOptions) => {
      const gateway = await Gateway.of(options, terminal);
      const query = queryOf(resource, options);
      print(resource, await gateway.ask((client) => resource.list(client, query)), options, terminal);
    });
    const { show } = resource;
    if (show === undefined) continue;
    reached(command.command('show').description('One of them, as JSON.').argument(`<${resource.named}>`)).action(
      async (which: string, options: GatewayOptions) => {
        const gateway = await Gateway.of(options, terminal);
        terminal.out(`${JSON.stringify(await gateway.ask((client) => show(client, which)), undefined, 2)}\n`);
      },
    );
  }
}

function reached(command: Command): Command {
  return command
    .option('--url <url>', 'the gateway; otherwise INTERLOCK_URL, or the one of npm start')
    .option('--merchant <id>', 'whose they are, where the key is the platform’s; otherwise INTERLOCK_MERCHANT')
    .addOption(new Option('--json', 'prints JSON'))
    .addHelpText(
      'after',
      '\nThe API key is INTERLOCK_API_KEY, or the demo key of the npm start that runs for INTERLOCK_DATA_DIR (.interlock).',
    );
}

function queryOf({ filters }: Resource, options: ListOptions): Readonly<Record<string, string>> {
  const given = ['limit', 'cursor', ...filters].map((name) => [name, options[name]] as const);
  return Object.fromEntries(given.filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string'));
}

function print({ columns }: Resource, { rows, nextCursor }: Page, { json }: ListOptions, terminal: Terminal): void {
  if (json === true) {
    terminal.out(`${JSON.stringify({ rows, nextCursor }, undefined, 2)}\n`);
    return;
  }
  terminal.out(rows.length === 0 ? 'There is none.\n' : table(columns, rows));
  if (nextCursor !== undefined) terminal.out(`\nThere are more: --cursor ${nextCursor}\n`);
}

function upToAHundred(text: string): string {
  if (!/^([1-9]\d?|100)$/.test(text)) throw new InvalidArgumentError('It must be a number from 1 to 100.');
  return text;
}
