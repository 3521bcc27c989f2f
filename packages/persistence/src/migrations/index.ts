import type { MigrationInterface } from 'typeorm';
import { Initial1700000000001 } from './1700000000001-initial.js';

/** In order; named here instead of found by a pattern, so that the compiler knows them. */
export const migrations: readonly (new () => MigrationInterface)[] = [Initial1700000000001];
