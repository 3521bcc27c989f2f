import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { System } from '../system/index.js';

/** What an installer makes the command's link from. */
export const PROGRAM = fileURLToPath(new URL('../../../cli/bin/interlock.mjs', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The operators' program as a person starts it, who has told it nothing but where this system keeps its data. */
export function interlock(
  { settings, urls }: Pick<System, 'settings' | 'urls'>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> {
  const known = {
    PATH: process.env['PATH'] ?? '',
    INTERLOCK_DATA_DIR: settings.dataDir,
    INTERLOCK_PORT: new URL(urls.gateway).port,
  };
  return new Promise((ended) => {
    const child = execFile(process.execPath, [PROGRAM, ...args], { env: { ...known, ...env } }, (error, stdout, stderr) => {
      ended({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
