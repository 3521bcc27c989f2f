import type { Command } from 'commander';
import { Option } from 'commander';
import type { GatewayOptions } from '../connection/gateway.js';
import type { Terminal } from '../terminal.js';

/** Of which every command is made. */
export interface Cli {
  readonly terminal: Terminal;
  /** Takes the exit code of the command that ran. */
  readonly ended: (code: number) => void;
}

export interface SharedOptions extends GatewayOptions {
  readonly json?: true;
}

/** The options of every command that asks a gateway. */
export function reached(command: Command): Command {
  return command
    .option('--url <url>', 'the gateway; otherwise INTERLOCK_URL, or the one of npm start')
    .option(
      '--key-file <file>',
      'a file that holds the API key, or - for standard input; otherwise INTERLOCK_API_KEY, INTERLOCK_API_KEY_FILE',
    )
    .option('--merchant <id>', 'for whom, where the key is the platform’s; otherwise INTERLOCK_MERCHANT')
    .addOption(new Option('--json', 'prints JSON'));
}

/** `timeZone` as an option's name: `time-zone`. */
export const kebab = (member: string): string => member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
