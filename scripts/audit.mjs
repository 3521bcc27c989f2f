// `npm run audit`: asks the registry which of the locked packages have known vulnerabilities. It needs the registry, so no test and no check runs it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { start } from './children.mjs';
import { tellsOfNetwork } from './registry-error.mjs';
import { brokenOff, main, Refusal, say } from './say.mjs';
import { environment, pinnedPackageManager, root } from './workspace.mjs';

/** The exit code where nothing was found out; 1 says that something was found. */
const notFoundOut = 2;

/** From this severity on it is a failure. */
const level = 'high';

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function audit(args) {
  if (args.length > 0) throw new Refusal(`npm run audit takes no arguments; there are: ${args.join(' ')}`);
  const accepted = exceptions();
  /** @type {string[]} */
  const said = [];
  const { code, stopped } = await start('npx', ['--yes', pinnedPackageManager(root), 'audit', '--audit-level', level], {
    cwd: root,
    env: environment(root, { CI: '1', ...process.env }),
    forward: 'group',
    onLine: (line) => void said.push(line),
  }).ended;
  if (stopped) return brokenOff;
  const why = code === 0 ? undefined : whyNothing(said);
  process.stdout.write(why === undefined ? `${said.join('\n').trim()}\n` : '');
  for (const { id, reason } of accepted) process.stdout.write(`accepted: ${id}: ${reason}\n`);
  if (why === undefined) return code;
  say(why);
  return notFoundOut;
}

/**
 * The advisories that `audit.ignore` of pnpm-workspace.yaml accepts, each with the comment beside it, which says why.
 * @throws {Refusal} where one has none: a vulnerability that is accepted without a reason is only hidden
 */
function exceptions() {
  const lines = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, id, reason = ''] = /^\s*-\s*['"]?(GHSA(?:-[0-9a-z]{4}){3})['"]?\s*(?:#\s*(.*))?$/.exec(line) ?? [];
    if (id === undefined) return [];
    if (reason.trim() === '') throw new Refusal(`pnpm-workspace.yaml accepts ${id} without a reason: write why beside it, "- ${id} # why"`);
    return [{ id, reason: reason.trim() }];
  });
}

/** Why the registry has said nothing of our packages; undefined where it has. */
function whyNothing(/** @type {readonly string[]} */ said) {
  // pnpm breaks its sentences into lines of its own, in the middle of an address too.
  const sentence = said.join('\n').replace(/\n\s*│\s*/g, '');
  const where = /https?:\/\/[^\s/"'()]+/.exec(sentence)?.[0] ?? 'the npm registry';
  const status = /responded\s*with\s*(\d{3})/.exec(sentence)?.[1];
  if (status === undefined && !said.some(tellsOfNetwork)) return undefined;
  if (status === undefined) return `nothing was found out: ${where} cannot be reached`;
  const offersNone = ['404', '405', '501'].includes(status);
  return `nothing was found out: ${where} ${offersNone ? `offers no audit (it answers ${status}); ask a registry that does, by pnpm_config_registry` : `answers ${status} to the audit`}`;
}

await main(audit);
