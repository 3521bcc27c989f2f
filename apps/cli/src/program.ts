import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { addCompletion } from './completion/commands.js';
import { CannotRun, EXIT, exitOf } from './failure.js';
import type { Cli } from './frame/cli.js';
import type { KeysOptions } from './keys/status.js';
import { addOrder } from './order/commands.js';
import type { Terminal } from './terminal.js';
import { addAccount } from './things/account.js';
import { addActivationCode } from './things/activation-code.js';
import { addAgreement } from './things/agreement.js';
import { addAudit } from './things/audit.js';
import { addBatch } from './things/batch.js';
import { addCase } from './things/case.js';
import { addDay } from './things/day.js';
import { addKey } from './things/key.js';
import { addMerchant } from './things/merchant.js';
import { addStore } from './things/store.js';
import { addTerminal } from './things/terminal.js';
import { addVendor } from './things/vendor.js';
import { addWebhook } from './things/webhook.js';
import type { VerifyOptions } from './verify/verify.js';

const EXITS = `
Exit codes
  0  done
  1  it is not as it should be: declined, not there, a sentence of verify that does not hold
  2  it could not be done: a wrong option, a refusal, nobody to ask
  3  nobody knows whether it was done: the answer was lost; the line says how to repeat it so that it is done once
  4  begun, and its end is not known yet; the gateway goes on by itself

Every command has --help.`;

/** The operators' commands. Returns the exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.fine;
  const program = commands({ terminal, ended: (given) => void (code = given) });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    terminal.passing('');
    // What is wrong with the command line was said already.
    if (error instanceof CommanderError) return error.exitCode === 0 || error.code === 'commander.help' ? EXIT.fine : EXIT.cannotRun;
    const why = error instanceof CannotRun ? error : await startupError(error);
    if (why === undefined) throw error;
    terminal.err(`interlock: ${why.message}\n`);
    return exitOf(why);
  }
}

/** The whole tree, in the order of `--help`. */
export function commands(cli: Cli): Command {
  const { terminal } = cli;
  const program = new Command('interlock')
    .description('The operators’ commands of Interlock.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .configureHelp({ subcommandDescription: treeText })
    .helpCommand(false)
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', EXITS);
  addOrder(program, cli);
  addDay(program, cli);
  addCase(program, cli);
  addMerchant(program, cli);
  addStore(program, cli);
  addTerminal(program, cli);
  addActivationCode(program, cli);
  addVendor(program, cli);
  addAccount(program, cli);
  addKey(program, cli);
  addWebhook(program, cli);
  addBatch(program, cli);
  addAgreement(program, cli);
  addAudit(program, cli);
  addVerify(program, cli);
  addKeys(program, cli);
  addCompletion(program, cli);
  return program;
}

/** What a command is, and what stands below it: the help of the program shows the whole tree. */
function treeText(command: Command): string {
  const below = command.commands.map((one) => one.name()).join(', ');
  return below === '' ? command.description() : `${command.description()}\n${below}`;
}

// What speaks with a database is brought when it is wanted: every other command starts without it.

async function startupError(error: unknown): Promise<Error | undefined> {
  const { StartupError } = await import('@interlock/persistence');
  return error instanceof StartupError ? error : undefined;
}

function addVerify(program: Command, { terminal, ended }: Cli): void {
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
      const { verify } = await import('./verify/verify.js');
      ended(await verify(options, terminal));
    });
}

function addKeys(program: Command, { terminal, ended }: Cli): void {
  const place =
    '\nThe database is the one of DATABASE_URL, or the embedded one that runs for INTERLOCK_DATA_DIR (.interlock); the keys are those of\nINTERLOCK_MASTER_KEYS, or of that directory.';
  const keys = program.command('keys').description('The master keys under which secrets rest in the database. (API keys: interlock key.)');
  keys
    .command('status')
    .description('Shows how many secrets rest under which master key. Nothing is opened for it.')
    .option('--json', 'prints one JSON document instead of the table')
    .addHelpText('after', `${place}\nExits 0 when all rest under the newest, 1 when some do not, 2 when it could not be found out.`)
    .action(async (options: KeysOptions) => {
      const { keysStatus } = await import('./keys/status.js');
      ended(await keysStatus(options, terminal));
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
      const { keysRotate } = await import('./keys/rotate.js');
      ended(await keysRotate(options, terminal));
    });
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1 to 999999.');
  return Number(text);
}
