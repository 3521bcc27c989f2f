import pg from 'pg';
import { DatabaseUnusable } from './startup-error.js';

const OLDEST = 15;
const CONNECT_LIMIT_MS = 5_000;

/** Tries the database of DATABASE_URL. Throws `DatabaseUnusable` with one line that says what to change and never shows the password. */
export async function checkDatabase(url: string): Promise<void> {
  const target = parse(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS, application_name: 'interlock check' });
  // A server that breaks the connection off makes the query below fail; the event says nothing more.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkServer(client, target);
  } catch (error) {
    throw error instanceof DatabaseUnusable ? error : new DatabaseUnusable(explain(error, target));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Why a connection to the database of that URL failed, in one line that never shows the password. */
export function connectionProblem(error: unknown, url: string): DatabaseUnusable {
  return new DatabaseUnusable(explain(error, parse(url)));
}

interface Target {
  readonly place: string;
  readonly user: string;
  readonly database: string;
}

function parse(text: string): Target {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new DatabaseUnusable('DATABASE_URL is no URL; write postgres://user:password@host:5432/database.');
  }
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!/^postgres(ql)?:$/.test(url.protocol) || database === '') {
    throw new DatabaseUnusable('DATABASE_URL must be written postgres://user:password@host:5432/database.');
  }
  return { place: `${url.hostname || 'localhost'}:${url.port || '5432'}`, user: decodeURIComponent(url.username), database };
}

async function checkServer(client: pg.Client, { place, user, database }: Target): Promise<void> {
  const { rows } = await client.query<{ version: string; may_create: boolean; read_only: string }>(
    `select current_setting('server_version_num') as version, has_schema_privilege('public', 'create') as may_create,
       current_setting('transaction_read_only') as read_only`,
  );
  const [row] = rows;
  const major = Math.floor(Number(row?.version) / 10_000);
  if (major < OLDEST) {
    throw new DatabaseUnusable(
      `DATABASE_URL: the server at ${place} is PostgreSQL ${String(major)}; ${String(OLDEST)} or newer is needed.`,
    );
  }
  if (row?.read_only === 'on') throw new DatabaseUnusable(`DATABASE_URL: the server at ${place} is read-only (a standby?).`);
  if (row?.may_create !== true) {
    throw new DatabaseUnusable(`DATABASE_URL: the user "${user}" may not create tables in the schema public of "${database}".`);
  }
}

/** By the system's error code, or PostgreSQL's, https://www.postgresql.org/docs/current/errcodes-appendix.html */
function explain(error: unknown, { place, user, database }: Target): string {
  const { code, message, routine } = error as { code?: unknown; message?: unknown; routine?: unknown };
  switch (code) {
    case 'ECONNREFUSED':
      return `DATABASE_URL: nothing listens at ${place}. Is PostgreSQL running there?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `DATABASE_URL: the host of ${place} is not known.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `DATABASE_URL: ${place} cannot be reached.`;
    case '28000':
      // By the place in the server's source, since its words depend on its language: the role is unknown or has no login.
      if (routine === 'InitializeSessionUserId')
        return `DATABASE_URL: the server at ${place} has no user "${user}" who may log in. Create it first.`;
      return `DATABASE_URL: ${place} lets the user "${user}" in by no rule of its pg_hba.conf (does it ask for TLS?).`;
    case '28P01':
      return `DATABASE_URL: ${place} refuses the user "${user}" with this password, or has no such user.`;
    case '3D000':
      return `DATABASE_URL: the server at ${place} has no database "${database}". Create it first.`;
    case '53300':
      return `DATABASE_URL: the server at ${place} takes no more connections.`;
  }
  const text = typeof message === 'string' ? message : '';
  if (/timeout/i.test(text)) return `DATABASE_URL: ${place} does not answer within ${String(CONNECT_LIMIT_MS / 1000)} s.`;
  if (/password must be a string/.test(text)) return `DATABASE_URL: ${place} asks for a password, and the URL has none.`;
  if (/does not support SSL/.test(text)) return `DATABASE_URL asks for TLS, and ${place} offers none.`;
  if (/terminated|ECONNRESET|invalid response/i.test(text))
    return `DATABASE_URL: what listens at ${place} does not speak as PostgreSQL does.`;
  return `DATABASE_URL: ${place} cannot be used (${typeof code === 'string' ? code : 'no reason given'}).`;
}
