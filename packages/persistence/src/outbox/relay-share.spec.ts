import { describe, expect, it } from '@jest/globals';
import { RELAY_PARTITIONS, relayShare } from './relay-share.js';

describe("a relay's share", () => {
  it.each([1, 2, 3, 5, 16, 17, 40])('of %d relays adds up to every partition, and differs by one at most', (count) => {
    const members = Array.from({ length: count }, (_, index) => 9_000 - index * 7);
    const shares = members.map((member) => relayShare(members, member));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(RELAY_PARTITIONS);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  });

  it('is none for one that the others do not see', () => {
    expect(relayShare([1, 2], 3)).toBe(0);
    expect(relayShare([], 3)).toBe(0);
  });
});
