import { expect, it } from '@jest/globals';
import { mergePatch } from './merge-patch.js';

/** Source: RFC 7396, appendix A, as far as a patch of ours can be such a one. */
it.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  [{ a: 'text' }, { a: { 2: 'key' } }, { a: { 2: 'key' } }],
])('%j patched by %j is %j', (target, patch, expected) => {
  expect(mergePatch(target, patch)).toEqual(expected);
});

it('a member called __proto__ is one like any other', () => {
  const patch = JSON.parse('{"__proto__":{"enabled":true}}') as unknown;
  expect(Object.hasOwn(mergePatch({}, patch) as object, '__proto__')).toBe(true);
  expect({}).not.toHaveProperty('enabled');
});
