import { NotReady } from '@interlock/domain';
import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { pendingMigrations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';

/** A database that takes longer to say hello is not there for orders either. */
const DATABASE_LIMIT_MS = 2_000;

/** Whether traffic should come here. */
@Injectable()
export class Readiness {
  private migrated = false;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Throws `NotReady`, which says what is missing. */
  async check(): Promise<void> {
    this.runtime.assertReady();
    await this.database();
  }

  private async database(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new NotReady(`the database does not answer within ${String(DATABASE_LIMIT_MS)} ms`));
      }, DATABASE_LIMIT_MS);
    });
    try {
      await Promise.race([this.ask(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(): Promise<void> {
    const { pool } = this.runtime;
    const asked = this.migrated ? pool.query('select 1').then((): string[] => []) : pendingMigrations(pool);
    const missing = await asked.catch(() => {
      throw new NotReady('the database cannot be reached');
    });
    if (missing.length > 0) throw new NotReady(`the database lacks the migrations ${missing.join(', ')}`);
    this.migrated = true;
  }
}
