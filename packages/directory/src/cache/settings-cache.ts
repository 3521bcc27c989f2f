import type { StaleSetting } from '@interlock/persistence';
import { BriefCache } from './brief-cache.js';
import type { StaleSettings } from './stale-settings.js';

/** What is stated in the documents: a gateway that hears nothing of a change goes by the old setting for at most so long. */
export const SETTINGS_FRESH_MS = 5_000;

/** A `BriefCache` of one kind of settings, which forgets what it is told to be out of date. */
export function settingsCache<T>(kind: StaleSetting['kind'], monotonic: () => number, staleSettings: StaleSettings): BriefCache<T> {
  const cache = new BriefCache<T>(SETTINGS_FRESH_MS, monotonic);
  staleSettings.onStale((stale) => {
    if (stale === null) cache.forgetAll();
    else if (stale.kind === kind) cache.forget(stale.id);
  });
  return cache;
}
