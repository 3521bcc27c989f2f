// `npm run check`: every step runs, each with its name and time, and the command fails if any did.
import { join } from 'node:path';
import { start } from './children.mjs';
import { brokenOff, main, Refusal, seconds } from './say.mjs';
import { turbo } from './turbo.mjs';
import { environment, pinnedNode, root } from './workspace.mjs';

/** @typedef {(onLine: (line: string) => void) => import('./children.mjs').Child} Step */

/** @type {Record<string, Step>} */
const steps = {
  format: tool('prettier', '--check', '.', '--cache', '--cache-location', 'node_modules/.cache/prettier-check', '--log-level', 'warn'),
  lint: tasks('lint', '//#lint:scripts'),
  types: tasks('types', '//#types:scripts'),
  arrows: tool('depcruise', 'apps', 'packages', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'),
  unused: tool('knip'),
  docs: (onLine) =>
    start(pinnedNode(root), ['scripts/gen.mjs', '--check'], { cwd: root, env: environment(root), forward: 'group', onLine }),
};

/** @param {string} name @param {readonly string[]} args @returns {Step} */
function tool(name, ...args) {
  return (onLine) => start(join(root, 'node_modules', '.bin', name), args, { cwd: root, env: environment(root), forward: 'group', onLine });
}

/** @param {readonly string[]} names @returns {Step} */
function tasks(...names) {
  const flags = ['--continue=always', '--output-logs=errors-only', '--log-order=grouped'];
  return (onLine) => turbo(root, names, { flags, onLine });
}

/** @param {readonly string[]} names @returns {Promise<number>} the exit code */
async function check(names) {
  const wrong = names.find((name) => !(name in steps));
  if (wrong !== undefined) throw new Refusal(`there is no step "${wrong}"; there are: ${Object.keys(steps).join(' ')}`);
  /** @type {string[]} */
  const failed = [];
  for (const [name, step] of Object.entries(steps)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const startedMs = performance.now();
    if (process.stdout.isTTY) process.stdout.write(`…       ${name}`);
    /** @type {string[]} */
    const said = [];
    const { code, stopped } = await step((line) => void said.push(line)).ended;
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K');
    if (stopped) return brokenOff;
    if (code !== 0) {
      failed.push(name);
      process.stdout.write(`${said.join('\n')}\n`);
    }
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)}${seconds(performance.now() - startedMs).padStart(8)}\n`);
  }
  if (failed.includes('format')) process.stdout.write('The format is put right by: npx prettier --write .\n');
  if (failed.length > 0) process.stdout.write(`failed: ${failed.join(', ')}\n`);
  return failed.length === 0 ? 0 : 1;
}

await main(check);
