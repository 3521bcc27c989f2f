import type { EmbeddedServer } from '@interlock/persistence';

/** A server that ran for so long had a good start. */
const GOOD_RUN_MS = 10_000;
/** So often in a row it is started again after a shorter run. */
const SHORT_RUNS_MAX = 3;

/**
 * Keeps an embedded PostgreSQL running: where it ends by itself it is started again on the same data and the same port, so that gateways and
 * workers find it again. `failed` settles, with the reason, when that is of no use; never when it was stopped.
 */
export class KeptServer {
  readonly failed: Promise<string>;
  #server: EmbeddedServer;
  readonly #stopping = new AbortController();
  /** Settles when no start is going on. */
  #starting: Promise<unknown> = Promise.resolve();

  constructor(
    server: EmbeddedServer,
    private readonly onEvent: (event: string) => void,
  ) {
    this.#server = server;
    this.failed = this.#keep();
  }

  /** Waits for a start that is going on; one that waits for the last processes of a killed server is called off. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#starting;
    await this.#server.stop();
  }

  async #keep(): Promise<string> {
    let startedMs = performance.now();
    for (let shortRuns = 0; ;) {
      const word = await this.#server.exited;
      if (this.#stopping.signal.aborted) return new Promise<never>(() => undefined);
      shortRuns = performance.now() - startedMs < GOOD_RUN_MS ? shortRuns + 1 : 0;
      if (shortRuns > SHORT_RUNS_MAX) return `PostgreSQL ended unexpectedly, again and again: ${word}`;
      this.onEvent(`PostgreSQL ended unexpectedly (${word}); it is started again on the same data`);
      const started = this.#server.startAgain(this.#stopping.signal);
      this.#starting = started.catch(() => undefined);
      try {
        this.#server = await started;
      } catch (error) {
        if (this.#stopping.signal.aborted) return new Promise<never>(() => undefined);
        return `PostgreSQL ended unexpectedly (${word}) and could not be started again: ${error instanceof Error ? error.message : String(error)}`;
      }
      startedMs = performance.now();
      this.onEvent('PostgreSQL runs again');
    }
  }
}
