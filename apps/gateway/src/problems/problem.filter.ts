import { ProviderSilent } from '@interlock/accounts';
import { InterlockError, NotReady } from '@interlock/domain';
import type { DoorOptions } from '../http/door-options.js';
import { isTerminalDoor } from '../terminal-door/addresses.js';
import { FAILED, sendEnvelope, UNREADABLE } from '../terminal-door/door-answer.js';
import { isConnectionLoss } from '@interlock/persistence';
import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problems, PROBLEM_CONTENT_TYPE } from './problems.js';
import type { Problem, ProblemCode } from './problems.js';
import {
  BodyTooLarge,
  InternalError,
  MalformedRequest,
  MethodNotAllowed,
  RateLimited,
  RouteNotFound,
  UnsupportedMediaType,
} from './refusals.js';

/** Every error leaves as `application/problem+json`, by its code; what has none is a bug of ours and says nothing of itself to the caller. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  /** `methodsOf`: which methods an address takes, so that a wrong method is told from a wrong address. */
  constructor(
    private readonly methodsOf: (path: string) => readonly string[],
    private readonly options: Pick<DoorOptions, 'terminalHttpStatus'>,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = this.refusalOf(error, request);
    if (isTerminalDoor(request.routeOptions.url)) {
      const { status } = problemOf(refusal, request.id);
      if (!reply.sent && !reply.raw.headersSent) void sendEnvelope(reply, status < 500 ? UNREADABLE : FAILED, this.options);
      return;
    }
    // Whoever has no key of ours could fill the log.
    if (request.method === 'POST' && request.actor !== null) {
      const { code, fields } = refusal;
      this.logger.log({ command: request.routeOptions.url, code, fields: fields.map(({ path }) => path) }, 'command refused');
    }
    if (!reply.sent && !reply.raw.headersSent) sendProblem(refusal, request, reply);
  }

  private refusalOf(error: unknown, request: FastifyRequest): InterlockError {
    if (error instanceof InterlockError && isProblemCode(error.code)) return error;
    if (error instanceof HttpException) {
      const refusal = this.httpRefusal(error.getStatus(), request);
      if (refusal !== undefined) return refusal;
    }
    if (request.raw.destroyed && !request.raw.complete) return new MalformedRequest('the caller went away');
    if (isConnectionLoss(error)) {
      this.logger.warn(
        { err: error, requestId: request.id, method: request.method, route: request.routeOptions.url },
        'the database is away',
      );
      return new NotReady('the database cannot be reached; what was asked may have been begun, ask again under the same number');
    }
    this.logger.error({ err: error, requestId: request.id, method: request.method, route: request.routeOptions.url }, 'a request failed');
    return new InternalError();
  }

  /** What Fastify and Nest refuse before a route of ours is reached. */
  private httpRefusal(status: number, request: FastifyRequest): InterlockError | undefined {
    if (status === 413) return new BodyTooLarge();
    if (status === 415) return new UnsupportedMediaType();
    if (status === 404) {
      const allow = this.methodsOf(request.url.split('?', 1)[0] ?? '/');
      return allow.length === 0 || allow.includes(request.method) ? new RouteNotFound() : new MethodNotAllowed(allow);
    }
    return status < 500 ? new MalformedRequest('the request cannot be read') : undefined;
  }
}

export function sendProblem(refusal: InterlockError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(refusal, request.id);
  void reply.code(problem.status).headers(headersOf(refusal, request)).type(PROBLEM_CONTENT_TYPE).send(JSON.stringify(problem));
}

export function problemOf(refusal: InterlockError, requestId: string): Problem {
  const code = isProblemCode(refusal.code) ? refusal.code : 'internal_error';
  const { status, title } = problems[code];
  const retryAfterSeconds = retryAfterOf(refusal);
  return {
    type: `urn:interlock:problem:${code}`,
    title,
    status,
    code,
    detail: refusal.message,
    fields: refusal.fields,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    requestId,
  };
}

/** When it is worth asking again, where that is known. */
function retryAfterOf(refusal: InterlockError): number | undefined {
  if (refusal instanceof RateLimited) return refusal.retryAfterSeconds;
  if (refusal.code === 'not_ready') return 1;
  // What is under way is a call to a provider, which takes seconds.
  if (refusal.code === 'operation_in_progress') return 5;
  if (!(refusal instanceof ProviderSilent) || refusal.retryAfterMs === undefined) return undefined;
  return Math.max(Math.ceil(refusal.retryAfterMs / 1000), 1);
}

function headersOf(refusal: InterlockError, request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = { 'x-request-id': request.id };
  if (refusal instanceof MethodNotAllowed) headers['allow'] = refusal.allow.join(', ');
  const retryAfterSeconds = retryAfterOf(refusal);
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  if (refusal.code === 'unauthenticated') {
    const given = request.headers.authorization !== undefined;
    headers['www-authenticate'] = `Bearer realm="interlock"${given ? ', error="invalid_token"' : ''}`;
  }
  return headers;
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}
