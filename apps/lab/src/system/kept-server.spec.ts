import type { EmbeddedServer } from '@interlock/persistence';
import { describe, expect, it } from '@jest/globals';
import { KeptServer } from './kept-server.js';

interface Scripted extends EmbeddedServer {
  readonly stops: () => number;
}

/** Ends at once, for this reason, unless the test lets it run. `next`: what comes of it when it is started again. */
function server(exited: Promise<string>, next: EmbeddedServer['startAgain']): Scripted {
  let stops = 0;
  const stop = (): Promise<void> => {
    stops += 1;
    return Promise.resolve();
  };
  return { url: 'postgres://127.0.0.1/x', port: 1, exited, stop, startAgain: next, stops: () => stops };
}

const runs = new Promise<string>(() => undefined);
const ends = Promise.resolve('it was ended by SIGKILL');

describe('a server that is kept running', () => {
  it('is given up when it ends again and again, one run shorter than the other', async () => {
    const events: string[] = [];
    const frail = (): EmbeddedServer => server(ends, () => Promise.resolve(frail()));
    const kept = new KeptServer(frail(), (event) => events.push(event));
    expect(await kept.failed).toBe('PostgreSQL ended unexpectedly, again and again: it was ended by SIGKILL');
    expect(events.filter((event) => event === 'PostgreSQL runs again')).toHaveLength(3);
  });

  it('is given up when it cannot be started, and says why', async () => {
    const kept = new KeptServer(
      server(ends, () => Promise.reject(new Error('the disk is full'))),
      () => undefined,
    );
    expect(await kept.failed).toBe(
      'PostgreSQL ended unexpectedly (it was ended by SIGKILL) and could not be started again: the disk is full',
    );
  });

  it('that is stopped while it is being started is stopped once it has started', async () => {
    const second = server(runs, () => Promise.reject(new Error('nobody asked')));
    let started = (_: EmbeddedServer): void => undefined;
    const starting = new Promise<EmbeddedServer>((resolve) => (started = resolve));
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const first = server(ends, () => {
      asked();
      return starting;
    });
    const kept = new KeptServer(first, () => undefined);
    await isAsked;
    const stopped = kept.stop();
    started(second);
    await stopped;
    expect([first.stops(), second.stops()]).toEqual([0, 1]);
  });

  it('that is stopped while its start waits for something is not waited for: the start is called off', async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const first = server(ends, (calledOff) => {
      asked();
      return new Promise((_resolve, reject) => {
        calledOff?.addEventListener('abort', () => {
          reject(new Error('called off'));
        });
      });
    });
    const kept = new KeptServer(first, () => undefined);
    await isAsked;
    await kept.stop();
    expect(first.stops()).toBe(1);
  });
});
