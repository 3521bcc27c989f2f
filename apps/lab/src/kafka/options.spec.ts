import { describe, expect, it } from '@jest/globals';
import { kafkaOptions } from './options.js';

describe('what npm run kafka is told', () => {
  it('is a free port and what it held, unless said otherwise', () => {
    expect(kafkaOptions([])).toEqual({ port: 0, fresh: false, fetchOnly: false });
    expect(kafkaOptions(['--fresh', '--port', '9092', '--fetch'])).toEqual({ port: 9092, fresh: true, fetchOnly: true });
  });

  it.each([[['--ports']], [['--port']], [['--port', '99999']], [['--port', 'x']]])('is refused in one line: %j', (flags) => {
    expect(() => kafkaOptions(flags)).toThrow(/^("--ports" is not known|--port must be)/);
  });
});
