import type { StaleListener, StaleSetting } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';

/**
 * Where this process's caches hear what is out of date: from its own changes at once, and from those of other gateways where a `SettingsListener`
 * tells it.
 */
@Injectable()
export class StaleSettings {
  private readonly listeners: StaleListener[] = [];

  onStale(listener: StaleListener): void {
    this.listeners.push(listener);
  }

  /** Null: anything may be. */
  readonly tell = (stale: StaleSetting | null): void => {
    for (const listener of this.listeners) listener(stale);
  };
}
