import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ActivationCodeRepository, inTransaction, VendorRepository, type ShownActivationCode } from '@interlock/persistence';
import { v7 as uuid } from 'uuid';
import { directoryScenario, type DirectoryScenario } from '../testing/directory-scenario.js';
import { newCode, readCode } from './code-text.js';
import { newSerial, newSigningKey } from './key-rules.js';
import { TerminalActivation, type ActivationRequest, type TerminalIdentity } from './terminal-activation.js';
import { TerminalCheckIn } from './terminal-check-in.js';
import { TerminalKeys } from './terminal-keys.js';
import { VendorAccess, type KnownVendor } from './vendor-access.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const origin = { requestId: 'request-1', address: '192.0.2.7' };
let scenario: DirectoryScenario;
let vendor: KnownVendor;

beforeAll(async () => {
  scenario = await directoryScenario();
});
beforeEach(async () => {
  vendor = await aVendor();
});
afterAll(() => scenario.close());

async function aVendor(): Promise<KnownVendor> {
  const id = uuid();
  const vendors = scenario.get(VendorRepository);
  const secrets = await vendors.seal(id, { key: newSigningKey() });
  const vendorSn = newSerial();
  const made = {
    id,
    mode: 'test' as const,
    name: 'A vendor',
    vendorSn,
    appId: `app-${vendorSn}`,
    secrets,
    createdAt: new Date(scenario.time),
  };
  await vendors.insert(scenario.database.pool, made);
  return (await scenario.get(VendorAccess).find(vendorSn)) as KnownVendor;
}

async function aCode(given: Partial<ShownActivationCode> = {}): Promise<string> {
  const code = newCode();
  const { prefix, hash } = readCode(code) ?? { prefix: '', hash: Buffer.alloc(0) };
  const { merchantId, storeId } = scenario;
  await scenario.get(ActivationCodeRepository).insert(scenario.database.pool, {
    ...{ id: uuid(), mode: 'test', merchantId, storeId, vendorId: vendor.id, terminalId: null, codeHash: hash, prefix, uses: 1 },
    ...{ expiresAt: new Date(scenario.time + 24 * HOUR), createdBy: 'sk_test_abcd', createdAt: new Date(scenario.time) },
    ...given,
  });
  return code;
}

function activate(code: string, over: Partial<ActivationRequest> = {}): Promise<TerminalIdentity> {
  const request = { appId: vendor.appId, code, deviceId: 'device-1', ...over };
  return scenario.get(TerminalActivation).activate(vendor, request, origin);
}
const keysOf = async (terminalSn: string, keys = scenario.get(TerminalKeys)): Promise<readonly string[]> => {
  const terminal = await keys.find(terminalSn);
  return terminal === undefined ? [] : keys.keysOf(terminal);
};
const terminalsOf = async (code: string): Promise<number> => {
  const prefix = readCode(code)?.prefix;
  const text = 'select from terminal t join activation_code c on c.id = t.activation_code_id where c.prefix = $1';
  return (await scenario.database.pool.query(text, [prefix])).rowCount ?? 0;
};

describe('an activation', () => {
  it('makes a terminal of the store of the code, bound to the device, with its first key', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode(), { clientSn: `till-${vendor.vendorSn}`, name: 'Till 1' });
    expect(terminalSn).toMatch(/^[1-9]\d{14}$/);
    expect(terminalKey).toMatch(/^[0-9a-f]{32}$/);
    const terminal = await scenario.get(TerminalKeys).find(terminalSn);
    const { merchantId, storeNo } = scenario;
    expect(terminal).toMatchObject({ merchantId, storeNo, mode: 'test', deviceId: 'device-1', enabled: true, currency: 'USD' });
    expect(await keysOf(terminalSn)).toEqual([terminalKey]);
  });

  it('takes the code as people type it', async () => {
    const code = await aCode();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    await expect(activate(typed)).resolves.toMatchObject({ terminalSn: expect.any(String) as unknown });
  });

  it('asked again from the same device within ten minutes gives what was issued, also by two at once', async () => {
    const code = await aCode();
    const [first, second] = await Promise.all([activate(code), activate(code)]);
    expect(second).toEqual(first);
    scenario.time += 10 * MINUTE - 1;
    expect(await activate(code)).toEqual(first);
    scenario.time += 1;
    await expect(activate(code)).rejects.toMatchObject({ code: 'activation_refused', message: 'code was used up' });
    expect(await terminalsOf(code)).toBe(1);
  });

  it('by a code of several uses makes another terminal each time, and never more than it has uses', async () => {
    const code = await aCode({ uses: 3 });
    const made = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((deviceId) => activate(code, { deviceId })));
    const serials = made.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.terminalSn] : []));
    expect(new Set(serials).size).toBe(3);
    expect(await terminalsOf(code)).toBe(3);
  });

  it.each([
    ['unknown', async () => newCode(), 'code is not known'],
    ['no code at all', async () => 'open sesame', 'code is not known'],
    ['expired', () => aCode({ expiresAt: new Date(scenario.time) }), 'code has expired'],
  ])('is refused by a code that is %s', async (_, code, message) => {
    await expect(activate(await code())).rejects.toMatchObject({ code: 'activation_refused', message });
  });

  it('is refused by a code that was revoked', async () => {
    const code = await aCode();
    await scenario.database.pool.query('update activation_code set revoked_at = $2 where prefix = $1', [
      readCode(code)?.prefix,
      new Date(),
    ]);
    await expect(activate(code)).rejects.toMatchObject({ message: 'code was revoked' });
  });

  it("is refused under another vendor, by another's app id, and under a name that another terminal of the vendor's has", async () => {
    const code = await aCode();
    await expect(activate(code, { appId: 'app-of-another' })).rejects.toMatchObject({ fields: [{ path: 'app_id' }] });
    const clientSn = `till-${vendor.vendorSn}`;
    await activate(code, { clientSn });
    const second = await aCode();
    await expect(activate(second, { clientSn, deviceId: 'device-2' })).rejects.toMatchObject({ fields: [{ path: 'client_sn' }] });
    vendor = await aVendor();
    await expect(activate(second)).rejects.toMatchObject({ message: 'code is not known' });
    await expect(activate(await aCode(), { clientSn })).resolves.toBeDefined();
  });

  it('is not made in a store that is disabled', async () => {
    const code = await aCode();
    await scenario.database.pool.query('update store set enabled = false where id = $1', [scenario.storeId]);
    await expect(activate(code)).rejects.toMatchObject({ message: 'code is of a store that is disabled' });
    await scenario.database.pool.query('update store set enabled = true where id = $1', [scenario.storeId]);
    await expect(activate(code)).resolves.toBeDefined();
  });

  it('is locked for a quarter of an hour after ten codes that were not taken, also for the right one, and for this vendor alone', async () => {
    const code = await aCode();
    const guesses = await Promise.allSettled(Array.from({ length: 10 }, () => activate(newCode())));
    expect(guesses.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(activate(code)).rejects.toMatchObject({ code: 'activation_locked', retryAfterSeconds: 900 });
    const locked = vendor;
    vendor = await aVendor();
    await expect(activate(await aCode())).resolves.toBeDefined();
    vendor = locked;
    scenario.time += 15 * MINUTE;
    await expect(activate(code)).resolves.toBeDefined();
  });

  it('that was made forgives the guesses before it', async () => {
    for (let round = 0; round < 2; round += 1) {
      await Promise.allSettled(Array.from({ length: 9 }, () => activate(newCode())));
      await expect(activate(await aCode())).resolves.toBeDefined();
    }
  });

  it('that is only repeated forgives nothing: whoever has a code could guess for ever in between', async () => {
    const code = await aCode();
    await activate(code);
    await Promise.allSettled(Array.from({ length: 9 }, () => activate(newCode())));
    await expect(activate(code)).resolves.toBeDefined();
    await Promise.allSettled([activate(newCode())]);
    await expect(activate(code)).rejects.toMatchObject({ code: 'activation_locked' });
  });

  it('under another vendor drops the name that the one before gave it', async () => {
    const clientSn = `till-${vendor.vendorSn}`;
    const { terminalSn } = await activate(await aCode(), { clientSn });
    const { id } = (await scenario.get(TerminalKeys).find(terminalSn)) ?? { id: '' };
    vendor = await aVendor();
    await activate(await aCode(), { clientSn, deviceId: 'device-2' });
    await expect(activate(await aCode({ terminalId: id }), { deviceId: 'device-3' })).resolves.toMatchObject({ terminalSn });
    const nameOf = 'select client_sn as "clientSn" from terminal where id = $1';
    expect((await scenario.database.pool.query(nameOf, [id])).rows).toEqual([{ clientSn: null }]);
    // Under the same one it keeps it.
    await activate(await aCode({ terminalId: id }), { clientSn: 'till-of-its-own', deviceId: 'device-4' });
    await activate(await aCode({ terminalId: id }), { deviceId: 'device-5' });
    expect((await scenario.database.pool.query(nameOf, [id])).rows).toEqual([{ clientSn: 'till-of-its-own' }]);
  });

  it('again, by a code for this terminal, keeps its serial and ends what its old device signs with', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode());
    const { id } = (await scenario.get(TerminalKeys).find(terminalSn)) ?? { id: '' };
    const code = await aCode({ terminalId: id });
    const again = await activate(code, { deviceId: 'device-2' });
    expect(again.terminalSn).toBe(terminalSn);
    expect(again.terminalKey).not.toBe(terminalKey);
    expect(await keysOf(terminalSn)).toEqual([again.terminalKey]);
    const terminal = await scenario.get(TerminalKeys).find(terminalSn);
    expect(terminal).toMatchObject({ deviceId: 'device-2', keys: [{ number: 2 }] });
  });

  it('is on record without the code and the keys', async () => {
    const code = await aCode();
    const { terminalSn, terminalKey } = await activate(code);
    const { rows } = await scenario.database.pool.query<{ entry: string; actor: string }>(
      `select row_to_json(a)::text as entry, actor from audit_entry a where action = 'terminal.activate' order by id desc limit 1`,
    );
    expect(rows[0]?.actor).toBe(`vendor:${vendor.vendorSn}`);
    expect(rows[0]?.entry).toContain(terminalSn);
    for (const secret of [terminalKey, vendor.key, code, code.replaceAll('-', '')]) expect(rows[0]?.entry).not.toContain(secret);
  });
});

describe('a check-in', () => {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  async function checkIn(terminalSn: string, signedWith: string, bytes: string, deviceId = 'device-1'): Promise<string> {
    const terminal = await scenario.get(TerminalKeys).find(terminalSn);
    if (terminal === undefined) throw new Error('no such terminal');
    const answer = await scenario.get(TerminalCheckIn).checkIn(terminal, { deviceId, signedWith, requestHash: hash(bytes) });
    return answer.terminalKey;
  }

  it('gives the next key and keeps the one before, and no older one', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode());
    const second = await checkIn(terminalSn, terminalKey, 'a');
    expect(await keysOf(terminalSn)).toEqual([second, terminalKey]);
    const third = await checkIn(terminalSn, second, 'b');
    expect(await keysOf(terminalSn)).toEqual([third, second]);
    await expect(checkIn(terminalSn, terminalKey, 'c')).rejects.toMatchObject({ code: 'check_in_refused', reason: 'key' });
  });

  it('of the same bytes within ten minutes gives the key that it gave, also to two at once; later the next', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode());
    const [first, second] = await Promise.all([checkIn(terminalSn, terminalKey, 'a'), checkIn(terminalSn, terminalKey, 'a')]);
    expect(second).toBe(first);
    scenario.time += 10 * MINUTE - 1;
    expect(await checkIn(terminalSn, terminalKey, 'a')).toBe(first);
    scenario.time += 1;
    const later = await checkIn(terminalSn, terminalKey, 'a');
    expect(later).not.toBe(first);
    expect(await keysOf(terminalSn)).toEqual([later, first]);
  });

  it('of other bytes at the same time gives two keys, of which both are accepted', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode());
    const [one, other] = await Promise.allSettled([checkIn(terminalSn, terminalKey, 'a'), checkIn(terminalSn, terminalKey, 'b')]);
    const given = [one, other].flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(given).toHaveLength(2);
    expect(new Set(await keysOf(terminalSn))).toEqual(new Set(given));
  });

  it('from another device is refused', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode());
    await expect(checkIn(terminalSn, terminalKey, 'a', 'device-2')).rejects.toMatchObject({ reason: 'device' });
  });

  it('is too late once the keys are 48 hours old', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode());
    scenario.time += 48 * HOUR - 1;
    expect(await keysOf(terminalSn)).toEqual([terminalKey]);
    scenario.time += 1;
    expect(await keysOf(terminalSn)).toEqual([]);
    await expect(checkIn(terminalSn, terminalKey, 'a')).rejects.toMatchObject({ reason: 'key' });
  });

  it('on another gateway is known here after at most five seconds, and at once to whoever reads anew', async () => {
    const other = await scenario.secondProcess();
    const { terminalSn, terminalKey } = await activate(await aCode());
    expect(await keysOf(terminalSn, other(TerminalKeys))).toEqual([terminalKey]);
    const second = await checkIn(terminalSn, terminalKey, 'a');
    expect(await keysOf(terminalSn, other(TerminalKeys))).toEqual([terminalKey]);
    await other(TerminalKeys).findAnew(terminalSn);
    expect(await keysOf(terminalSn, other(TerminalKeys))).toEqual([second, terminalKey]);
    const third = await checkIn(terminalSn, second, 'b');
    await other(TerminalKeys).findAnew(terminalSn);
    expect(await keysOf(terminalSn, other(TerminalKeys))).toEqual([second, terminalKey]);
    scenario.time += 5_000;
    expect(await keysOf(terminalSn, other(TerminalKeys))).toEqual([third, second]);
  });

  it('leaves no key in clear in any column', async () => {
    const { terminalSn, terminalKey } = await activate(await aCode());
    const next = await checkIn(terminalSn, terminalKey, 'a');
    const { rows } = await inTransaction(scenario.database.pool, (transaction) =>
      transaction.query<{ row: string }>(`select row_to_json(k)::text as row from terminal_key k`),
    );
    for (const key of [terminalKey, next]) expect(rows.some(({ row }) => row.includes(key))).toBe(false);
  });
});
