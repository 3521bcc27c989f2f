import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { Merchant } from './merchant/merchant.entity.js';
import { createTestDatabase, type TestDatabase } from './testing/index.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource(database.url).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const BOOKKEEPING = ['migrations', 'typeorm_metadata'];

describe('the entities', () => {
  it('have exactly the tables and columns of the migrated schema', async () => {
    const { rows } = await database.pool.query<{ column: string }>(
      `select table_name || '.' || column_name || ' ' || case data_type when 'ARRAY' then ltrim(udt_name, '_') || '[]' else data_type end
         || coalesce('(' || character_maximum_length || ')', '') || case is_nullable when 'YES' then ' null' else '' end as column
       from information_schema.columns where table_schema = 'public' and table_name <> all ($1)`,
      [BOOKKEEPING],
    );
    const declared = source.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => {
        const type = `${source.driver.normalizeType(column)}${column.isArray ? '[]' : ''}${column.length === '' ? '' : `(${column.length})`}`;
        return `${entity.tableName}.${column.databaseName} ${type}${column.isNullable ? ' null' : ''}`;
      }),
    );
    expect(declared.toSorted()).toEqual(rows.map((row) => row.column).toSorted());
  });

  it('have the primary keys of the migrated schema', async () => {
    const { rows } = await database.pool.query<{ column: string }>(
      `select table_name || '.' || column_name as column from information_schema.key_column_usage join information_schema.table_constraints
         using (constraint_name, table_schema, table_name) where constraint_type = 'PRIMARY KEY' and table_schema = 'public' and table_name <> all ($1)`,
      [BOOKKEEPING],
    );
    const declared = source.entityMetadatas.flatMap((entity) =>
      entity.primaryColumns.map((column) => `${entity.tableName}.${column.databaseName}`),
    );
    expect(declared.toSorted()).toEqual(rows.map((row) => row.column).toSorted());
  });

  it('write and read a row as it is', async () => {
    const merchant = {
      id: '0190a0a0-0000-7000-8000-000000000001',
      name: 'Café',
      mode: 'test',
      latePaymentPolicy: 'keep',
      caseLimits: null,
      state: 'enabled',
      createdAt: new Date(1),
      updatedAt: new Date(2),
    } as const;
    await source.getRepository(Merchant).insert(merchant);
    expect(await source.getRepository(Merchant).findOneByOrFail({ id: merchant.id })).toEqual(merchant);
  });
});

describe('the schema', () => {
  it('has no default and no clock: ids and times come from the caller', async () => {
    const { rows } = await database.pool.query(
      `select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name <> all ($1) and column_default is not null`,
      [BOOKKEEPING],
    );
    expect(rows).toEqual([]);
  });
});
