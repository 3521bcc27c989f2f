import { describe, expect, it } from '@jest/globals';
import { configurations } from './configurations.js';
import { explore } from './search.js';

describe('every interleaving of one order', () => {
  it.each(configurations.map((configuration) => [configuration.name, configuration] as const))(
    '%s: nothing is broken',
    (_, configuration) => {
      const { found, complete, states } = explore(configuration);
      expect(found).toEqual([]);
      expect(complete).toBe(true);
      expect(states).toBeGreaterThan(1_000);
    },
  );
});
