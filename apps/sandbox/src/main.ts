import { readFileSync } from 'node:fs';

import { sandboxAccounts, startSandbox, UnusableState, type SandboxOptions } from './index.js';

const DEFAULT_PORT = 3100;
/** A close that takes longer is cut off. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Reads `INTERLOCK_SANDBOX_ACCOUNTS` (path of a JSON file with `SandboxAccounts`), `INTERLOCK_SANDBOX_PORT`, `INTERLOCK_SANDBOX_STATE` (the
 * directory of the books) and `INTERLOCK_SANDBOX_NOTIFICATION_SPEED`; ends the process with one clear line where they are wrong.
 */
function settings(): SandboxOptions {
  const port = Number(process.env['INTERLOCK_SANDBOX_PORT'] ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('INTERLOCK_SANDBOX_PORT must be a port number');
  const notificationSpeed = Number(process.env['INTERLOCK_SANDBOX_NOTIFICATION_SPEED'] ?? 1);
  if (!(notificationSpeed > 0)) fail('INTERLOCK_SANDBOX_NOTIFICATION_SPEED must be a number above zero');
  const path = process.env['INTERLOCK_SANDBOX_ACCOUNTS'];
  if (path === undefined || path === '') fail('INTERLOCK_SANDBOX_ACCOUNTS must name the JSON file of the accounts');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // A parser's message quotes the file, which holds keys.
    fail(`INTERLOCK_SANDBOX_ACCOUNTS: ${path} ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}`);
  }
  const accounts = sandboxAccounts.safeParse(content);
  if (!accounts.success) {
    const issue = accounts.error.issues[0];
    fail(`INTERLOCK_SANDBOX_ACCOUNTS: ${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not the accounts'}`);
  }
  const stateDirectory = process.env['INTERLOCK_SANDBOX_STATE'];
  return { port, seedAccounts: accounts.data, notificationSpeed, ...(stateDirectory === undefined ? {} : { stateDirectory }) };
}

function fail(message: string): never {
  process.stderr.write(`sandbox: ${message}\n`);
  process.exit(1);
}

function reasonOf(error: unknown): string {
  if (error instanceof UnusableState) return `${error.message}; without ${options.stateDirectory ?? ''} it begins with empty books`;
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    ? `port ${options.port.toString()} is taken; set INTERLOCK_SANDBOX_PORT to another`
    : String(error);
}

const options = settings();
const sandbox = await startSandbox(options).catch((error: unknown) => fail(reasonOf(error)));
process.stdout.write(`sandbox listening on ${sandbox.url}\n`);

let closing = false;
// A parent that was killed closes the channel; nothing of its system outlives it.
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(event, () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(0), CLOSE_TIMEOUT_MS).unref();
    void sandbox.close().then(() => process.exit(0));
  });
}
