import type { OpenAPIObject } from '@nestjs/swagger';
import type supertest from 'supertest';
import { describeRoutes } from '../docs/describe-routes.js';
import { PROBLEM_CONTENT_TYPE } from '../problems/problems.js';

interface Door {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly codes: ReadonlySet<string>;
}

/** What is refused because there is no such address or method is no door's own. */
const OF_NO_DOOR: ReadonlySet<string> = new Set(['route_not_found', 'method_not_allowed']);

let described: Promise<OpenAPIObject> | undefined;

/** Holds every refusal that tests get to see against what the description of the API says of its door. */
export class DescribedRefusals {
  private readonly missing = new Set<string>();

  private constructor(private readonly doors: readonly Door[]) {}

  /** The routes are read once for each file of tests. */
  static async read(): Promise<DescribedRefusals> {
    described ??= describeRoutes();
    return new DescribedRefusals(doorsOf(await described));
  }

  /** A plugin of superagent's. */
  readonly watch = (request: supertest.Test): void => {
    request.on('response', ({ status, headers, body }: supertest.Response) => {
      const type = (headers as Record<string, string | undefined>)['content-type'] ?? '';
      if (type.startsWith(PROBLEM_CONTENT_TYPE))
        this.note(request.method, new URL(request.url).pathname, status, body as { readonly code: string });
    });
  };

  /** Throws, naming each door and code that the description lacks. */
  assertDescribed(): void {
    if (this.missing.size > 0)
      throw new Error(`refused, and not described (apps/gateway/src/docs/route-problems.ts):\n${[...this.missing].join('\n')}`);
  }

  private note(method: string, path: string, status: number, { code }: { readonly code: string }): void {
    if (OF_NO_DOOR.has(code)) return;
    // The most exact door is the one without parameters.
    const candidates = this.doors.filter((door) => door.method === method && door.pattern.test(path));
    const door = candidates.find(({ path: template }) => template === path) ?? candidates[0];
    if (door !== undefined && !door.codes.has(`${String(status)} ${code}`))
      this.missing.add(`${method} ${door.path}: ${String(status)} ${code}`);
  }
}

function doorsOf({ paths }: OpenAPIObject): readonly Door[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'put', 'post', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      // What answers in its provider's own words describes all of them at once.
      if (operation === undefined || 'default' in operation.responses) return [];
      const codes = Object.entries(operation.responses).flatMap(([status, response]) => {
        const content = response !== undefined && 'content' in response ? response.content : undefined;
        return Object.keys(content?.[PROBLEM_CONTENT_TYPE]?.examples ?? {}).map((code) => `${status} ${code}`);
      });
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      return [{ method: method.toUpperCase(), path, pattern, codes: new Set(codes) }];
    }),
  );
}
