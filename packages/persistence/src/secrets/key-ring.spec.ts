import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidMasterKeys, loadOrCreateKeys, parseMasterKeys } from './master-keys.js';

const key = (): string => randomBytes(32).toString('base64url');
const [oldKey, newKey] = [key(), key()];
const ring = parseMasterKeys(`k1:${oldKey},k2:${newKey}`);
const secret = 'a terminal key nobody may read';

describe('a sealed secret', () => {
  it('opens in its own context, whatever key sealed it', async () => {
    const before = await parseMasterKeys(`k1:${oldKey}`).seal(secret, 'account:1');
    const after = await ring.seal(secret, 'account:1');
    expect(JSON.parse(Buffer.from(after.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({
      kid: 'k2',
      alg: 'dir',
      enc: 'A256GCM',
    });
    await expect(ring.openText(before, 'account:1')).resolves.toBe(secret);
    await expect(ring.openText(after, 'account:1')).resolves.toBe(secret);
  });

  it('does not open in another context', async () => {
    await expect(ring.open(await ring.seal(secret, 'account:1'), 'account:2')).rejects.toMatchObject({ code: 'wrong_secret_context' });
  });

  it('does not open when its context was rewritten', async () => {
    const [header = '', ...rest] = (await ring.seal(secret, 'account:1')).split('.');
    const forged = Buffer.from(header, 'base64url').toString().replace('account:1', 'account:2');
    const jwe = [Buffer.from(forged).toString('base64url'), ...rest].join('.');
    await expect(ring.open(jwe, 'account:2')).rejects.toMatchObject({ code: 'secret_damaged' });
  });

  it('does not open without its key, or with another key of the same name', async () => {
    const jwe = await ring.seal(secret, 'account:1');
    await expect(parseMasterKeys(`k1:${oldKey}`).open(jwe, 'account:1')).rejects.toMatchObject({ code: 'unknown_secret_key' });
    await expect(parseMasterKeys(`k2:${key()}`).open(jwe, 'account:1')).rejects.toMatchObject({ code: 'secret_damaged' });
  });

  it.each(['', 'no jwe', 'a.b.c.d.e', secret])('refuses "%s" without repeating it', async (text) => {
    const error = await ring.open(text, 'account:1').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'secret_damaged' });
    expect(String(error)).not.toContain(text || secret);
  });
});

describe('hmac', () => {
  it('stays the same when a newer key is added, and differs by purpose', () => {
    expect(parseMasterKeys(`k1:${oldKey}`).hmac('text', 'idempotency')).toBe(ring.hmac('text', 'idempotency'));
    expect(ring.hmac('text', 'idempotency')).not.toBe(ring.hmac('text', 'another'));
    expect(ring.hmac('text', 'idempotency')).not.toBe(ring.hmac('texts', 'idempotency'));
  });
});

describe('INTERLOCK_MASTER_KEYS', () => {
  it('may be written as JSON', async () => {
    const json = parseMasterKeys(JSON.stringify({ k1: oldKey, k2: newKey }));
    await expect(json.openText(await ring.seal(secret, 'x'), 'x')).resolves.toBe(secret);
  });

  it.each([
    ['no colon', oldKey],
    ['a short key', 'k1:AAAA'],
    ['a key that is no base64url', `k1:${'!'.repeat(43)}`],
    ['a kid of digits', `1:${oldKey}`],
    ['the same kid twice', `k1:${oldKey},k1:${newKey}`],
    ['broken JSON', `{"k1":"${oldKey}"`],
    ['a JSON value that is no text', '{"k1":12}'],
    ['nothing', '{}'],
    ['an empty text', ''],
  ])('refuses %s without repeating a key', (_, text) => {
    expect(() => parseMasterKeys(text)).toThrow(InvalidMasterKeys);
    expect(() => parseMasterKeys(text)).not.toThrow(new RegExp(`${oldKey}|${newKey}`));
  });
});

describe('the keys of a data directory', () => {
  it('are made once, by one of two that start together, and only their owner may read them', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'interlock-keys-'));
    const [first, second] = await Promise.all([loadOrCreateKeys(dataDir), loadOrCreateKeys(dataDir)]);
    await expect(second.openText(await first.seal(secret, 'x'), 'x')).resolves.toBe(secret);
    await expect((await loadOrCreateKeys(dataDir)).openText(await second.seal(secret, 'x'), 'x')).resolves.toBe(secret);
    expect((await stat(join(dataDir, 'master-keys'))).mode & 0o777).toBe(0o600);
    await rm(dataDir, { recursive: true });
  });
});
