import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskAccount, maskMiddle, maskPayerCode, redact } from './redact.js';

describe('masks', () => {
  it('keep the ends of a long text and nothing of a short one', () => {
    expect(maskPayerCode('130818341921441147')).toBe('13************1147');
    expect(maskPayerCode('130818341')).toBe('*********');
    expect(maskAccount('4111111111111111')).toBe('411111******1111');
    expect(maskMiddle('', 2, 4)).toBe('');
  });
});

describe('redact', () => {
  it('masks named members at any depth, and whole members that are no text', () => {
    const redaction = { fields: { dynamic_id: maskPayerCode, card: () => '***' } };
    expect(redact({ a: [{ dynamic_id: '130818341921441147' }], card: { pan: '4111111111111111' }, n: 1, b: 5n }, redaction)).toEqual({
      a: [{ dynamic_id: '13************1147' }],
      card: '***',
      n: 1,
      b: '5',
    });
  });

  it('hides the secrets of the call wherever a provider echoes them, in names too', () => {
    const secrets = ['130818341921441147'];
    expect(redact({ error_message: 'bad code 130818341921441147!', '130818341921441147': 1 }, { secrets })).toEqual({
      error_message: 'bad code ***!',
      '***': 1,
    });
  });

  it('gives what PostgreSQL can store: no NUL, no half surrogate, bounded depth and length', () => {
    let deep: unknown = 'end';
    for (let i = 0; i < 100; i += 1) deep = { deep };
    expect(JSON.stringify(redact(deep, {})).length).toBeLessThan(200);
    expect(redact('a\u0000b\uD83D', {})).toBe('a\uFFFDb\uFFFD');
    expect(redact('x'.repeat(10_000), {})).toHaveLength(4096);
  });

  it('never lets a secret through, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string({ minLength: 6 }), (value, filler) => {
        const secret = '130818341921441147';
        const planted = { value, text: `${filler}${secret}${filler}`, list: [secret, { [secret]: secret }] };
        expect(JSON.stringify(redact(planted, { secrets: [secret] }))).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });
});
