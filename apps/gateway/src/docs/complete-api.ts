import type { OpenAPIObject } from '@nestjs/swagger';
import { problem } from '../orders/order-view.schema.js';
import { PROBLEM_CONTENT_TYPE, problems } from '../problems/problems.js';
import type { ProblemCode } from '../problems/problems.js';
import { namedExamples } from './named-examples.js';
import { problemExample, problemsOf } from './route-problems.js';
import { sampleOf } from './samples.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['post']>;
type Responses = Operation['responses'];
type Response = Exclude<Responses[string], undefined | { $ref: string }>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
const JSON_TYPE = 'application/json';

/** What each status of a success means; the summary of the operation says the rest. */
const successes: Readonly<Record<string, string>> = {
  200: 'Done, or there already',
  201: 'Made',
  202: 'Taken; the outcome is not known yet',
  204: 'Done; there is no body',
};

/**
 * What follows for every operation from what it is: its refusals with their codes, the headers of its answers, and examples. An example that a
 * schema's own examples and formats give is made from the schema; `npm run check` holds every one of them against it.
 */
export function completeApi(document: OpenAPIObject, tags: Readonly<Record<string, string>>): OpenAPIObject {
  const { definitions: _, $ref: __, ...described } = problemSchema();
  const schemas = withoutSingles({ ...document.components?.schemas, Problem: described });
  const paths = Object.fromEntries(
    Object.entries(withoutSingles(document.paths)).map(([path, item]) => [
      path,
      completePath(path, item, { ...document, components: { schemas } }),
    ]),
  );
  const used = new Set(Object.values(paths).flatMap((item) => METHODS.flatMap((method) => item[method]?.tags ?? [])));
  const examples = Object.fromEntries(
    (Object.keys(problems) as ProblemCode[])
      .filter((code) => JSON.stringify(paths).includes(`"#/components/examples/${code}"`))
      .map((code) => [code, { summary: problems[code].title, value: problemExample(code) }]),
  );
  return {
    ...document,
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: { ...document.components, schemas, examples, headers },
  };
}

function completePath(path: string, item: PathItem, document: OpenAPIObject): PathItem {
  const completed: PathItem = { ...item };
  for (const method of METHODS) {
    const operation = item[method];
    if (operation !== undefined) completed[method] = completeOperation(method.toUpperCase(), path, operation, document);
  }
  return completed;
}

function completeOperation(method: string, path: string, operation: Operation, document: OpenAPIObject): Operation {
  const parameters = (operation.parameters ?? []) as { readonly name: string; readonly in: string }[];
  const takes = (name: string): boolean => parameters.some((parameter) => parameter.name === name);
  const { 'x-keyed-by': member, ...rest } = operation as Operation & { readonly 'x-keyed-by'?: string };
  const keyedBy = takes('Idempotency-Key') ? 'header' : member === undefined ? undefined : 'member';
  const security = operation.security ?? [];
  const secured = security.some((scheme) => 'apiKey' in scheme);
  const isOfTills = security.some((scheme) => 'terminalSignature' in scheme);
  const codes =
    isOfTills || path.startsWith('/hooks/') || path.startsWith('/p/')
      ? []
      : problemsOf({
          method,
          path,
          secured,
          hasBody: operation.requestBody !== undefined,
          hasQuery: parameters.some((parameter) => parameter.in === 'query'),
          keyedBy,
        });
  const answers = Object.entries(operation.responses).map(([status, response]) => [
    status,
    completeAnswer(
      status,
      response as Response,
      {
        ...(keyedBy === undefined ? {} : { 'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' } }),
        ...(takes('Prefer') ? { 'Preference-Applied': { $ref: '#/components/headers/PreferenceApplied' } } : {}),
      },
      `${method} ${path} ${status}`,
      document,
    ),
  ]);
  return {
    ...rest,
    security,
    ...withBodyExamples(`${method} ${path}`, operation, document),
    responses: { ...Object.fromEntries(answers), ...refusals(codes) } as Responses,
  };
}

function withBodyExamples(door: string, { requestBody }: Operation, document: OpenAPIObject): Pick<Operation, 'requestBody'> {
  if (requestBody === undefined || '$ref' in requestBody) return {};
  return { requestBody: { ...requestBody, content: withExamples(door, requestBody.content, document) } };
}

function completeAnswer(status: string, response: Response, headers: object, name: string, document: OpenAPIObject): Response {
  const success = status.startsWith('2');
  return {
    ...response,
    description: response.description || (successes[status] ?? 'See the description of the operation'),
    headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...(success ? headers : {}), ...response.headers },
    ...(response.content === undefined ? {} : { content: withExamples(name, response.content, document) }),
  };
}

function withExamples(name: string, content: NonNullable<Response['content']>, document: OpenAPIObject): NonNullable<Response['content']> {
  const media = content[JSON_TYPE];
  if (media?.schema === undefined) return content;
  const named = namedExamples[name];
  const examples = named === undefined ? { example: sampleOf(media.schema, document) } : { examples: named };
  return { ...content, [JSON_TYPE]: { ...media, ...examples } };
}

/** The refusals of one operation by their status, each code with its example. */
function refusals(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      String(status),
      {
        description: those.map((code) => `\`${code}\`: ${problems[code].title}`).join('. '),
        headers: {
          'X-Request-Id': { $ref: '#/components/headers/RequestId' },
          ...(refusalHeaders[status] ?? {}),
          ...(those.some((code) => TELLS_WHEN.has(code)) ? retryAfter : {}),
        },
        content: {
          [PROBLEM_CONTENT_TYPE]: {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(those.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
          },
        },
      },
    ]),
  );
}

const refusalHeaders: Readonly<Record<number, object>> = {
  401: { 'WWW-Authenticate': { $ref: '#/components/headers/Authenticate' } },
};
const retryAfter = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };
const TELLS_WHEN: ReadonlySet<ProblemCode> = new Set(['rate_limited', 'not_ready', 'operation_in_progress', 'provider_silent']);

const headers: NonNullable<NonNullable<OpenAPIObject['components']>['headers']> = {
  RequestId: {
    description:
      'The request’s number in our log and in the history of what it changed; the one that the request named, where it named one.',
    schema: { type: 'string', example: '01a1ff6a-91d0-71c9-8125-83cf20f435f1' },
  },
  IdempotentReplayed: {
    description: 'true: the same request came before, and this is the present view of what it made; absent otherwise.',
    schema: { type: 'string', enum: ['true'] },
  },
  PreferenceApplied: { description: 'The wait that was followed.', schema: { type: 'string', example: 'wait=5' } },
  RetryAfter: { description: 'After how many seconds to ask again.', schema: { type: 'integer', minimum: 1, example: 1 } },
  Authenticate: { description: 'How to do it.', schema: { type: 'string', example: 'Bearer realm="interlock"' } },
};

/** Zod writes a schema that has an id as a reference into definitions of its own. */
function problemSchema(): Record<string, unknown> {
  const written = problem['~standard'].jsonSchema.output({ target: 'openapi-3.0' });
  const [definition] = Object.values((written['definitions'] ?? {}) as Record<string, Record<string, unknown>>);
  return definition ?? written;
}

/** `allOf` of one schema that says nothing beside it is that schema; Nest writes every reference in one. */
function withoutSingles<T>(node: T): T {
  if (Array.isArray(node)) return node.map((one: unknown) => withoutSingles(one)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const { allOf, ...beside } = node as { readonly allOf?: readonly unknown[] };
  if (allOf?.length === 1 && Object.keys(beside).length === 0) return withoutSingles(allOf[0]) as T;
  return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, withoutSingles<unknown>(inner)])) as T;
}
