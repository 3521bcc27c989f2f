import { statSync } from 'node:fs';
import { join } from 'node:path';
import { resultFile } from './count-reporter.mjs';

/** Longer than the longest test may take (the crash storm of apps/lab: 25 minutes). */
export const stallMs = 30 * 60_000;

/**
 * Calls `onStall`, once, when none of the packages' tests has ended for so long that one of them must hang. A jest whose own loop is busy
 * ends no test of its own by its time-out, so somebody else must look at the clock.
 * @param {string} root
 * @param {readonly string[]} folders
 * @param {() => void} onStall
 * @param {{ limitMs?: number, everyMs?: number }} [limits]
 * @returns {{ stop: () => void }}
 */
export function watchForStall(root, folders, onStall, { limitMs = stallMs, everyMs = 5_000 } = {}) {
  const startedMs = Date.now();
  const timer = setInterval(() => {
    const touchedMs = folders.map((folder) => statSync(join(root, folder, resultFile), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (Date.now() - Math.max(startedMs, ...touchedMs) < limitMs) return;
    clearInterval(timer);
    onStall();
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
