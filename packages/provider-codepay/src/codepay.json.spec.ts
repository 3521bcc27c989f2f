import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonTexts } from './codepay.json.js';

const texts = (json: string) => {
  const members = jsonTexts(json);
  return members === undefined ? undefined : Object.fromEntries(members);
};

describe('jsonTexts', () => {
  it('keeps number literals as they are written', () => {
    expect(texts('{"a":1.50,"b":-0,"c":1E3,"d":12345678901234567890.10}')).toEqual({
      a: '1.50',
      b: '-0',
      c: '1E3',
      d: '12345678901234567890.10',
    });
  });

  it('unescapes strings and writes booleans as words, null as nothing', () => {
    expect(texts('{"a":"caf\\u00e9 \\"x\\"\\n","b":true,"c":false,"d":null,"e":""}')).toEqual({
      a: 'café "x"\n',
      b: 'true',
      c: 'false',
      d: '',
      e: '',
    });
  });

  it('takes the blanks out of nested values and nothing else', () => {
    expect(texts(' {\n "a" : { "z" : [ 1.0 , "x  y" ] ,\t"b" : "}" } , "c":[ ] }\n')).toEqual({ a: '{"z":[1.0,"x  y"],"b":"}"}', c: '[]' });
  });

  it('is not misled by brackets, commas, quotes and backslashes inside strings', () => {
    expect(texts('{"a":{"x":"]}\\\\","y":"\\""},"b":"},\\"c\\":1","d":2}')).toEqual({
      a: '{"x":"]}\\\\","y":"\\""}',
      b: '},"c":1',
      d: '2',
    });
  });

  it.each(['', 'null', '[]', '"{}"', '{', '{"a":1,}', "{'a':1}", '{"a":01}', '{"a":1}{"b":2}', '\uFEFF{"a":1}'])(
    'refuses %j, which is no JSON object',
    (json) => {
      expect(texts(json)).toBeUndefined();
    },
  );

  it('refuses a member named twice, however it is spelled', () => {
    expect(texts('{"data":1,"data":2}')).toBeUndefined();
    expect(texts('{"data":1,"d\\u0061ta":2}')).toBeUndefined();
  });

  it('takes members named like those of every object as plain members', () => {
    expect(jsonTexts('{"__proto__":"x","constructor":1}')).toEqual(
      new Map([
        ['__proto__', 'x'],
        ['constructor', '1'],
      ]),
    );
  });

  it('survives deep nesting', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(jsonTexts(`{"a":${deep},"b":1}`)?.get('b')).toBe('1');
  });

  it('agrees with JSON.parse on every object, with or without blanks', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double({ noDefaultInfinity: true, noNaN: true }),
      fc.boolean(),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), value), fc.constantFrom(undefined, 2, '\t'), (object, indent) => {
        const json = JSON.stringify(object, undefined, indent);
        const members = jsonTexts(json);
        const expected = Object.entries(JSON.parse(json) as Record<string, unknown>).map(([name, member]): [string, string] => [
          name,
          member === null ? '' : typeof member === 'string' ? member : JSON.stringify(member),
        ]);
        expect(new Map(members)).toEqual(new Map(expected));
      }),
      { numRuns: 300 },
    );
  });

  it('throws for no text whatever', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', ' ', 'null', '\\u', '\ud800');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        jsonTexts(pieces.join(''));
      }),
      { numRuns: 1000 },
    );
  });
});
