import { beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { root } from './workspace.mjs';

/** @type {ESLint} */
let eslint;

beforeAll(() => {
  eslint = new ESLint({
    cwd: root,
    // Only the rules of our own, which need no types, so that the files need not exist.
    overrideConfig: [{ languageOptions: { parserOptions: { projectService: false } } }],
    ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax',
  });
});

async function complaints(/** @type {string} */ file, /** @type {string} */ code) {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe('the clock is never asked for the time', () => {
  it.each([
    ['in SQL', 'packages/persistence/src/order/a.ts', 'export const s = sql`update "order" set due_at = now() where id = $1`;'],
    ['in SQL', 'packages/persistence/src/order/a.ts', 'export const s = sql`select CURRENT_TIMESTAMP`;'],
    ['in SQL', 'packages/persistence/src/order/a.ts', 'export const s = sql`select ${column}, clock_timestamp() from a`;'],
    ['in SQL', 'packages/orders/src/a.ts', "export const s = 'select now()';"],
    ['by a column of TypeORM', 'packages/persistence/src/order/a.ts', 'class A { @CreateDateColumn() at!: Date; }'],
    ['in the domain', 'packages/domain/src/a.ts', 'export const at = Date.now();'],
    ['in the orders', 'packages/orders/src/a.ts', 'export const at = new Date();'],
    ['by a provider', 'packages/provider-upay/src/a.ts', 'export const at = Date.now();'],
    ['in the domain’s SQL', 'packages/domain/src/a.ts', 'export const s = `select now()`;'],
  ])('%s: %s', async (_where, file, code) => {
    expect(await complaints(file, code)).toEqual(['no-restricted-syntax']);
  });

  it('makes up no id in SQL', async () => {
    expect(await complaints('packages/persistence/src/a.ts', 'sql`insert into a values (gen_random_uuid())`;')).toEqual([
      'no-restricted-syntax',
    ]);
  });

  it.each([
    ['a time that is given', 'packages/domain/src/a.ts', 'export const at = new Date(ms);'],
    ['a process that owns its clock', 'apps/gateway/src/a.ts', 'export const at = Date.now();'],
    [
      'the check of the database’s clock',
      'packages/persistence/src/server/clock-check.ts',
      'export const s = sql`select clock_timestamp()`;',
    ],
    ['a test', 'packages/persistence/src/a.db.spec.ts', 'export const s = sql`select now()`;'],
    ['a clock of ours', 'packages/persistence/src/a.ts', 'export const at = clock.now();'],
  ])('but allowed is %s', async (_what, file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});

describe('a signature is never compared in a time that tells where it differs', () => {
  it.each([
    ['export const same = signature === signatureOf(body, key);', 1],
    ['export const same = given.digest !== expected;', 1],
    ['export const same = expected === row.keyHash;', 1],
    ["export const absent = signature === undefined || signature === '' || given.digest === null;", 0],
    ['export const same = timingSafeEqual(given, expected);', 0],
  ])('%s', async (code, count) => {
    expect(await complaints('packages/provider-upay/src/a.ts', code)).toHaveLength(count);
  });
});
