import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { permissions } from '../auth/permissions.js';
import { isTerminalDoor } from '../terminal-door/addresses.js';
import { PROBLEM_CONTENT_TYPE } from '../problems/problems.js';
import { describeRoutes } from './describe-routes.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;
type Described = readonly [door: string, operation: Operation];

let api: OpenAPIObject;
let operations: readonly Described[];
beforeAll(async () => {
  api = await describeRoutes();
  operations = Object.entries(api.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ['get', 'put', 'post', 'patch', 'delete'].includes(method))
      .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation as Operation] as const),
  );
});

const named = ([door]: Described): string => door;
const withKey = (): readonly Described[] => operations.filter(([door]) => door in permissions);
const answersOf = ({ responses }: Operation) =>
  Object.entries(responses).map(([status, response]) => ({
    status,
    response: response as Exclude<typeof response, undefined | { $ref: string }>,
  }));
const headersOf = (operation: Operation, status: string): readonly string[] =>
  Object.keys(answersOf(operation).find((one) => one.status === status)?.response.headers ?? {});
const takes = ({ parameters = [] }: Operation, name: string): boolean => parameters.some((one) => 'name' in one && one.name === name);

describe('the description of the API', () => {
  it('says of every door that asks for a key what it refuses, by status and code', () => {
    expect(withKey().length).toBeGreaterThan(40);
    for (const [door, operation] of withKey()) {
      const statuses = answersOf(operation).map(({ status }) => status);
      expect([door, statuses]).toEqual([door, expect.arrayContaining(['400', '401', '403', '429', '500', '503'])]);
      if (door.includes('{')) expect([door, statuses]).toEqual([door, expect.arrayContaining(['404'])]);
      for (const { status, response } of answersOf(operation).filter((one) => !one.status.startsWith('2'))) {
        const codes = Object.keys(response.content?.[PROBLEM_CONTENT_TYPE]?.examples ?? {});
        expect([door, status, codes.length > 0]).toEqual([door, status, true]);
      }
      expect(operation.security).toEqual([{ apiKey: [] }]);
    }
  });

  it('says of every refusal what it looks like', () => {
    const { examples = {} } = api.components ?? {};
    const used = new Set(
      JSON.stringify(api.paths)
        .match(/#\/components\/examples\/\w+/g)
        ?.map((reference) => reference.split('/').at(-1)),
    );
    expect(new Set(Object.keys(examples))).toEqual(used);
    for (const [code, example] of Object.entries(examples)) {
      expect(example).toMatchObject({ value: { code, type: `urn:interlock:problem:${code}` } });
    }
  });

  it('has an example of each JSON body and answer', () => {
    const without = operations.flatMap(([door, operation]) => {
      const { requestBody } = operation;
      const bodies = requestBody !== undefined && 'content' in requestBody ? [['body', requestBody.content] as const] : [];
      const answers = answersOf(operation).map(({ status, response }) => [status, response.content ?? {}] as const);
      return [...bodies, ...answers].flatMap(([place, content]) =>
        Object.entries(content)
          .filter(([type, media]) => type.endsWith('json') && media.example === undefined && media.examples === undefined)
          .map(([type]) => `${door} ${place} ${type}`),
      );
    });
    expect(without).toEqual([]);
  });

  it('names the headers that matter: Idempotency-Key and what answers it, Prefer, Interlock-Merchant, Retry-After', () => {
    for (const [door, operation] of withKey()) {
      expect([door, headersOf(operation, '429')]).toEqual([door, ['X-Request-Id', 'Retry-After']]);
      expect([door, headersOf(operation, '503')]).toEqual([door, ['X-Request-Id', 'Retry-After']]);
      if (takes(operation, 'Idempotency-Key'))
        expect([door, headersOf(operation, '200')]).toEqual([door, expect.arrayContaining(['Idempotent-Replayed'])]);
      if (takes(operation, 'Prefer'))
        expect([door, headersOf(operation, '200')]).toEqual([door, expect.arrayContaining(['Preference-Applied'])]);
      const { scope } = permissions[door] ?? {};
      expect([door, takes(operation, 'Interlock-Merchant')]).toEqual([door, scope !== 'platform']);
    }
    expect(operations.filter(([, operation]) => takes(operation, 'Idempotency-Key')).map(named)).toContain('POST /v1/orders/{id}/captures');
  });

  it('describes the doors of tills under their own tag and signature', () => {
    const tills = operations.filter(([door]) => isTerminalDoor(door.split(' ')[1]));
    expect(tills.map(named)).toEqual(expect.arrayContaining(['POST /terminal/activate', 'POST /upay/v2/pay', 'POST /upay/v2/revoke']));
    for (const [door, { tags, security }] of tills)
      expect([door, tags, security]).toEqual([door, ['terminal door'], [{ terminalSignature: [] }]]);
  });
});
