import { StartupError } from '@interlock/persistence';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { CannotRun, EXIT, NotThere } from './failure.js';
import { keysRotate } from './keys/rotate.js';
import { keysStatus, type KeysOptions } from './keys/status.js';
import { showOrder, type ShowOptions } from './order/show.js';
import { addResources } from './resources/commands.js';
import type { Terminal } from './terminal.js';
import { verify, type VerifyOptions } from './verify/verify.js';

/** The operators' commands. Returns the exit code: 0, 1 for what was found wrong or not found, 2 where it could not run. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.fine;
  const program = new Command('interlock')
    .description('The operators’ commands of Interlock.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .helpCommand(false)
    .showHelpAfterError('(--help shows what there is)');

  program
    .command('verify')
    .description(
      'Asks the database for everything that must never be: amounts, history, evidence, ledger, keys. Nothing is written and nothing is locked.',
    )
    .option('--json', 'prints one JSON document instead of the table')
    .option('--rows <number>', 'shows at most so many rows of what is wrong, of each sentence', atLeastOne, 10)
    .addHelpText(
      'after',
      '\nThe database is the one of DATABASE_URL, or the embedded one that runs for INTERLOCK_DATA_DIR (.interlock).\nExits 0 when every sentence holds, 1 when one does not, 2 when it could not be found out.',
    )
    .action(async (options: VerifyOptions) => {
      code = await verify(options, terminal);
    });

  const order = program.command('order').description('One order.');
  order
    .command('show')
    .description('Draws an order: its state, its amounts, and what happened to it, when, why and on what evidence.')
    .argument('<id|merchantOrderNo>', 'the order’s id, or the merchant’s number of it')
    .option('--url <url>', 'the gateway; otherwise INTERLOCK_URL, or the one of npm start')
    .option('--merchant <id>', 'whose order it is, where the key is the platform’s; otherwise INTERLOCK_MERCHANT')
    .option('--evidence', 'adds the masked exchanges with the provider')
    .option('--json', 'prints the order and its timeline as one JSON document')
    .addHelpText(
      'after',
      '\nThe API key is INTERLOCK_API_KEY, or the demo key of the npm start that runs for INTERLOCK_DATA_DIR (.interlock).\nExits 0 when it was shown, 1 when there is no such order, 2 when it could not be asked for.',
    )
    .action(async (which: string, options: ShowOptions) => {
      code = await showOrder(which, options, terminal);
    });

  addResources(program, order, terminal);

  const place =
    '\nThe database is the one of DATABASE_URL, or the embedded one that runs for INTERLOCK_DATA_DIR (.interlock); the keys are those of\nINTERLOCK_MASTER_KEYS, or of that directory.';
  const keys = program.command('keys').description('The master keys under which secrets rest in the database.');
  keys
    .command('status')
    .description('Shows how many secrets rest under which master key. Nothing is opened for it.')
    .option('--json', 'prints one JSON document instead of the table')
    .addHelpText('after', `${place}\nExits 0 when all rest under the newest, 1 when some do not, 2 when it could not be found out.`)
    .action(async (options: KeysOptions) => {
      code = await keysStatus(options, terminal);
    });
  keys
    .command('rotate')
    .description(
      'Seals every secret with the newest master key, beside running gateways and workers; after an end half-way it goes on where it stood.',
    )
    .option('--json', 'prints one JSON document at the end')
    .addHelpText(
      'after',
      `${place}\nEvery process must hold the newest key before this is run.\nExits 0 when all are sealed with it, 1 when no key opens some of them, 2 when it could not be done.`,
    )
    .action(async (options: KeysOptions) => {
      code = await keysRotate(options, terminal);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    terminal.passing('');
    // What is wrong with the command line was said already.
    if (error instanceof CommanderError) return error.exitCode === 0 || error.code === 'commander.help' ? EXIT.fine : EXIT.cannotRun;
    if (!(error instanceof CannotRun || error instanceof StartupError)) throw error;
    terminal.err(`interlock: ${error.message}\n`);
    return error instanceof NotThere ? EXIT.found : EXIT.cannotRun;
  }
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1 to 999999.');
  return Number(text);
}
