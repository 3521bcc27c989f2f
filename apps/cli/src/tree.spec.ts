import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { recordedTerminal } from '../testing/recorded-terminal.js';
import { anOrder, ORDER_ID, standInGateway } from '../testing/stand-in-gateway.js';
import { commands, run } from './program.js';

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: unknown;
}
type Api = { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> };
const api = JSON.parse(readFileSync(new URL('../../../docs/api/openapi.json', import.meta.url), 'utf8')) as Api;
const routes = Object.entries(api.paths)
  .filter(([path]) => path.startsWith('/v1/'))
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ name: `${method.toUpperCase()} ${path}`, described })),
  );

/** The route that answers a request; the one without variables goes first, as in the gateway. */
function routeOf(method: string, url: string): (typeof routes)[number] | undefined {
  const path = new URL(url, 'http://gateway').pathname;
  const fits = ({ name }: { readonly name: string }): boolean =>
    new RegExp(`^${name.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(`${method} ${path}`);
  return routes.filter(fits).sort((one, other) => one.name.split('{').length - other.name.split('{').length)[0];
}

/** Every command without commands of its own, by its words; without those that ask no gateway. */
function leaves(
  command: Command,
  words: readonly string[] = [],
): readonly { readonly words: readonly string[]; readonly command: Command }[] {
  if (command.commands.length > 0) return command.commands.flatMap((one) => leaves(one, [...words, one.name()]));
  return command.options.some(({ long }) => long === '--url') ? [{ words, command }] : [];
}

const tree = leaves(commands({ terminal: recordedTerminal({}), ended: () => undefined }));
/** What another command shows with everything else. */
const NOT_OFFERED = ['GET /v1/orders/{id}/refunds/{refundNo}'];
/** One answer for everything: the members that some command draws. */
const everything = {
  ...anOrder(),
  orders: [anOrder()],
  transitions: [],
  order: anOrder(),
  days: [],
  lines: [],
  totals: [],
  date: '',
  kind: 'excess',
};

describe('every command that asks a gateway', () => {
  const gateway = standInGateway();
  beforeEach(() => {
    gateway.answer = () => ({ body: everything });
  });
  const seen = new Set<string>();

  it.each(tree.map(({ words, command }) => [words.join(' '), { words, command }] as const))(
    'interlock %s: asks what the API describes, under a key where it wants one, and nothing undescribed',
    async (_, { words, command }) => {
      const given = command.registeredArguments.map(() => ORDER_ID);
      const yes = command.options.some(({ long }) => long === '--yes') ? ['--yes'] : [];
      const person = command.options.some(({ long }) => long === '--person') ? ['--person', 'Ana Diaz'] : [];
      const terminal = recordedTerminal({ INTERLOCK_URL: gateway.url(), INTERLOCK_API_KEY: 'sk_test_key' });
      await run([...words, ...given, ...yes, ...person, '--json'], terminal);
      expect(terminal.said.err.replace(/^interlock: this was done before.*\n/, '')).toBe('');
      expect(gateway.asked.length).toBeGreaterThan(0);
      for (const { method, url, headers, body } of gateway.asked) {
        const route = routeOf(method, url);
        seen.add(route?.name ?? `nothing: ${method} ${url}`);
        expect(route).toBeDefined();
        const named = (place: string): readonly string[] =>
          (route?.described.parameters ?? []).flatMap((one) => (one.in === place ? [one.name] : []));
        const keyed = named('header').includes('Idempotency-Key');
        expect([url, 'idempotency-key' in headers]).toEqual([url, keyed]);
        expect([url, 'prefer' in headers]).toEqual([url, method !== 'GET' && named('header').includes('Prefer')]);
        expect([url, body !== undefined]).toEqual([url, route?.described.requestBody !== undefined]);
        expect(named('query')).toEqual(expect.arrayContaining([...new URL(url, 'http://gateway').searchParams.keys()]));
      }
    },
  );

  it('and together they ask everything that an operator needs of the API', () => {
    const missing = routes.map(({ name }) => name).filter((name) => !seen.has(name));
    expect(missing.sort()).toEqual([...NOT_OFFERED].sort());
  });

  it('offers every filter of a list that the API has', () => {
    for (const { words, command } of tree.filter(({ words: [, name] }) => name === 'list')) {
      const route = routes.find(({ name }) => [...seen].includes(name) && name === `GET ${pathOf(words[0] ?? '')}`);
      const wanted = (route?.described.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name] : []));
      expect([words[0], command.options.map((option) => option.attributeName())]).toEqual([words[0], expect.arrayContaining(wanted)]);
    }
  });
});

function pathOf(thing: string): string {
  const own: Readonly<Record<string, string>> = {
    account: 'provider-accounts',
    key: 'api-keys',
    'activation-code': 'stores/{storeNo}/activation-codes',
    batch: 'batches',
    audit: 'audit',
  };
  return `/v1/${own[thing] ?? `${thing}s`}`;
}
