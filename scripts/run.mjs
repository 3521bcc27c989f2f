// Behind every root command: installs what is missing, builds what changed, then hands over to the program under the pinned Node.
import { start } from './children.mjs';
import { commands, help, isCommand } from './commands.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { brokenOff, main, Refusal } from './say.mjs';
import { watch } from './watch.mjs';
import { environment, pinnedNode, root } from './workspace.mjs';

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function run([name, ...args]) {
  if (!isCommand(name)) {
    if (name !== undefined && name !== '--help') throw new Refusal(`there is no command "${name}"`, help(undefined));
    process.stdout.write(help(undefined));
    return 0;
  }
  const { program, built, explains } = /** @type {import('./commands.mjs').CommandEntry} */ (commands[name]);
  if (args.includes('--help') && (explains !== true || args[0] === '--help')) {
    process.stdout.write(help(name));
    return 0;
  }
  if (!(await install(root))) return brokenOff;
  if (built && !(await build(root))) return brokenOff;
  const startProgram = (again = false) => {
    // What was thrown away at the first start is not thrown away with every change.
    const programArgs = again ? args.filter((arg) => arg !== '--fresh') : args;
    return start(pinnedNode(root), [...program, ...programArgs], { cwd: root, env: environment(root), forward: 'leader' });
  };
  if (name === 'dev') return watch(root, startProgram);
  return (await startProgram().ended).code;
}

await main(run);
