import { ChannelListener } from '../server/channel-listener.js';
import { SETTINGS_CHANNEL } from './settings-channel.js';
import type { StaleSetting } from './setting-change.js';

const MESSAGE = /^(merchant|api_key|terminal|vendor|account):(.+)$/s;

/** Told which cached reads are out of date; null: any of them may be, for nothing was heard for a while. */
export type StaleListener = (stale: StaleSetting | null) => void;

/**
 * Hears from PostgreSQL which settings were changed, by whichever gateway, on a connection of its own. It makes caches quick, not right: each
 * of them also forgets by itself after a stated time, so a connection that is lost is only slower.
 */
export class SettingsListener {
  readonly #listeners = new Set<StaleListener>();
  readonly #channel: ChannelListener;

  constructor(url: string) {
    const tell = (payload: string | null): void => this.#tell(payload);
    this.#channel = new ChannelListener(url, { channel: SETTINGS_CHANNEL, applicationName: 'interlock settings', tell });
  }

  onStale(listener: StaleListener): void {
    this.#listeners.add(listener);
  }

  /** Resolves at the first try, whether or not it was heard: the others are made behind. */
  start(): Promise<void> {
    return this.#channel.start();
  }

  close(): Promise<void> {
    return this.#channel.close();
  }

  #tell(payload: string | null): void {
    const stale = payload === null ? null : staleOf(payload);
    if (stale === undefined) return;
    for (const listener of this.#listeners) listener(stale);
  }
}

function staleOf(payload: string): StaleSetting | undefined {
  const [, kind, id] = MESSAGE.exec(payload) ?? [];
  return kind === undefined || id === undefined ? undefined : { kind: kind as StaleSetting['kind'], id };
}
