import { checkDatabase, migrate, StartupError } from '@interlock/persistence';

/**
 * `npm run migrate`: brings the schema of the database of DATABASE_URL up to date, for gateways and workers that run by themselves and change
 * no schema. Needs no other setting, no key least of all. Returns the exit code. Throws a `StartupError` that says in one line what is wrong.
 */
export async function migrateOwnDatabase(url: string | undefined): Promise<number> {
  if (url === undefined || url === '')
    throw new StartupError(
      'DATABASE_URL must be set: it names the database to migrate. npm start brings its own PostgreSQL up to date itself.',
    );
  await checkDatabase(url);
  const ran = await migrate(url).catch((error: unknown) => {
    // All migrations of a run are one transaction.
    const reason = error instanceof Error ? error.message.split('\n', 1).join('') : 'no reason given';
    throw new StartupError(`The database was not migrated, and nothing in it was changed: ${reason}`, { cause: error });
  });
  const lines = ran.length === 0 ? ['no migration was missing'] : ran.map((name) => `ran ${name}`);
  for (const line of [...lines, 'the database is up to date']) process.stdout.write(`interlock: ${line}\n`);
  return 0;
}
