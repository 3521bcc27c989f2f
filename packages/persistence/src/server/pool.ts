import pg from 'pg';

/** int8 as native bigint, for the pool's own connections only: pg's global table belongs to everybody in the process. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return BigInt;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

export interface PoolOptions {
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

/** Connections on which bigint columns are bigint, timestamptz is Date and jsonb is parsed. An idle connection that breaks is replaced, no crash. */
export function createPool(url: string, { max = 20, applicationName = 'interlock' }: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    // The statements are fixed and long; planning one anew for each order would cost more than running it.
    options: '-c plan_cache_mode=force_generic_plan',
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', () => undefined);
  return pool;
}
