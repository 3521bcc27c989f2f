import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { RefusedNotifications } from './refused-notifications.js';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('refused notifications', () => {
  it('write one line per account in ten seconds, with the number of those before it, and count all', () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    let time = 0;
    const refused = new RefusedNotifications({ clock: { now: () => time, monotonic: () => time } });
    const upay = { id: 'a', provider: 'upay' } as const;
    for (let count = 0; count < 5; count += 1) refused.add(upay, 'r1');
    refused.add({ id: 'b', provider: 'wallet' }, 'r2');
    time = 10_000;
    refused.add(upay, 'r3');
    expect(warn.mock.calls.map(([line]: readonly unknown[]) => line)).toEqual([
      { accountId: 'a', requestId: 'r1', suppressedBefore: 0 },
      { accountId: 'b', requestId: 'r2', suppressedBefore: 0 },
      { accountId: 'a', requestId: 'r3', suppressedBefore: 4 },
    ]);
    expect([...refused.byProvider]).toEqual([
      ['upay', 6],
      ['wallet', 1],
    ]);
  });
});
