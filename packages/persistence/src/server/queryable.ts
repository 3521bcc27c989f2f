import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** A pool, or one connection with a transaction open on it. */
export interface Queryable {
  query<Row extends QueryResultRow>(query: string | QueryConfig<unknown[]>, values?: unknown[]): Promise<QueryResult<Row>>;
}
