import { asCode } from './doc-blocks.mjs';

/**
 * What is read of commander's tree.
 * @typedef {{ long?: string | null, description: string }} CliOption
 * @typedef {{ name: () => string, description: () => string, usage: () => string, commands: readonly CliCommand[], options: readonly CliOption[],
 *   registeredArguments: readonly { name: () => string }[] }} CliCommand
 */

/** Options that every command has that asks a gateway; the document explains them once. */
const shared = new Set([
  '--url',
  '--key-file',
  '--merchant',
  '--json',
  '--file',
  '--yes',
  '--wait',
  '--idempotency-key',
  '--secret-to',
  '--limit',
  '--cursor',
]);

/** Each group of commands under a heading, a command in a line: what it takes, what it does, and its own options. */
export function cliReference(/** @type {CliCommand} */ program) {
  const groups = program.commands.filter(({ commands }) => commands.length > 0);
  const alone = program.commands.filter(({ commands }) => commands.length === 0);
  return [
    ...groups.map((group) => [`### ${group.name()}`, group.description(), lines(group.commands, `${group.name()} `)].join('\n\n')),
    ['### The others', lines(alone, '')].join('\n\n'),
  ].join('\n\n');
}

function lines(/** @type {readonly CliCommand[]} */ commands, /** @type {string} */ before) {
  return commands
    .map((command) => {
      const takes = command.registeredArguments.map((argument) => ` <${argument.name()}>`).join('');
      const own = command.options.flatMap(({ long }) => (long && !shared.has(long) ? [long] : []));
      return `- \`${before}${command.name()}${takes}\`: ${command.description()}${own.length === 0 ? '' : ` ${asCode(own)}`}`;
    })
    .join('\n');
}
