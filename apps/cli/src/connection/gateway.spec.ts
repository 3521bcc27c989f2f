import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedTerminal } from '../../testing/recorded-terminal.js';
import { standInGateway, type Answer } from '../../testing/stand-in-gateway.js';
import { run } from '../program.js';

const gateway = standInGateway();
let folder: string;
let keyFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-cli-'));
  keyFile = join(folder, 'key');
  await writeFile(keyFile, 'sk_test_of_a_file\n');
});
afterEach(() => rm(folder, { recursive: true }));
const at = (env: Readonly<Record<string, string>>, input?: string) =>
  recordedTerminal({ INTERLOCK_URL: gateway.url(), INTERLOCK_DATA_DIR: '/nowhere', ...env }, input === undefined ? {} : { input });
const keys = (): unknown[] => gateway.asked.map(({ headers }) => headers.authorization);

describe('the API key', () => {
  it('comes from a file that an option or the environment names, or from standard input; the option goes first', async () => {
    expect(await run(['store', 'list', '--key-file', keyFile], at({ INTERLOCK_API_KEY: 'sk_test_of_the_environment' }))).toBe(0);
    expect(await run(['store', 'list'], at({ INTERLOCK_API_KEY_FILE: keyFile }))).toBe(0);
    expect(await run(['store', 'list', '--key-file', '-'], at({}, 'sk_test_piped\n'))).toBe(0);
    expect(keys()).toEqual(['Bearer sk_test_of_a_file', 'Bearer sk_test_of_a_file', 'Bearer sk_test_piped']);
  });

  it('is never an argument', async () => {
    const terminal = at({});
    expect(await run(['store', 'list', '--key', 'sk_test_seen'], terminal)).toBe(2);
    expect(terminal.said.err).toContain("unknown option '--key'");
    expect(terminal.said.err).not.toContain('sk_test_seen');
  });

  it.each([
    ['', 'must hold an API key and nothing else'],
    ['sk_test_one\nsk_test_two', 'must hold an API key and nothing else'],
  ])('of a file that holds %j is refused without being shown', async (text, why) => {
    await writeFile(keyFile, text);
    const terminal = at({ INTERLOCK_API_KEY_FILE: keyFile });
    expect(await run(['store', 'list'], terminal)).toBe(2);
    expect(terminal.said.err).toBe(`interlock: INTERLOCK_API_KEY_FILE: ${keyFile} ${why}.\n`);
  });

  it('must be known', async () => {
    const terminal = at({});
    expect(await run(['store', 'list', '--key-file', join(folder, 'none')], terminal)).toBe(2);
    expect(await run(['store', 'list'], terminal)).toBe(2);
    expect(terminal.said.err).toMatch(/none cannot be read \(ENOENT\)\.\ninterlock: No API key is known: set INTERLOCK_API_KEY/);
    expect(gateway.asked).toEqual([]);
  });
});

describe('a read that the gateway cannot answer now', () => {
  const later = (status: number, seconds?: number): Answer => ({
    status,
    body: { code: 'later', detail: 'ask later' },
    headers: seconds === undefined ? {} : { 'retry-after': String(seconds) },
  });
  const list = async (answers: readonly Answer[]) => {
    const left = [...answers];
    gateway.answer = () => left.shift() ?? { body: { stores: [] } };
    const terminal = at({ INTERLOCK_API_KEY: 'sk_test_key' });
    return { code: await run(['store', 'list'], terminal), said: terminal.said };
  };

  it.each([429, 503])('is asked again as late as it wants, after a %s', async (status) => {
    const { code, said } = await list([later(status, 4), later(status)]);
    expect([code, said.waitedMs]).toEqual([0, [4000, 2000]]);
    expect(said.passing).toContain(`${gateway.url()} answers ${String(status)}; asked again in 4 s`);
  });

  it('is given up after three times', async () => {
    const { code, said } = await list([later(503, 1), later(503, 1), later(503, 9)]);
    expect([code, said.waitedMs, gateway.asked.length]).toEqual([2, [1000, 1000], 3]);
    expect(said.err).toContain('answers 503 (later): ask later\n  ask again in 9 s\n');
  });

  it('is not waited for longer than a person would', async () => {
    const { code, said } = await list([later(429, 20), later(429, 20)]);
    expect([code, said.waitedMs]).toEqual([2, [20_000]]);
    expect(said.err).toContain('ask again in 20 s');
  });

  it('is not asked again for any other refusal', async () => {
    const { code, said } = await list([later(502, 1)]);
    expect([code, said.waitedMs, gateway.asked.length]).toEqual([2, [], 1]);
  });
});
