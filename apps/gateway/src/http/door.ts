import type { Socket } from 'node:net';
import type { InterlockError } from '@interlock/domain';
import { currentRequest } from '@interlock/orders';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, sendProblem } from '../problems/problem.filter.js';
import { PROBLEM_CONTENT_TYPE } from '../problems/problems.js';
import { BodyTooLarge, MalformedRequest, RequestTooSlow, RouteNotFound } from '../problems/refusals.js';
import { BODY_LIMIT_BYTES, installBodies } from './bodies.js';
import { requestIdOf } from './request-id.js';

/** A client that takes longer to send one request is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Headers come at once from whoever means it. */
const HEADERS_TIMEOUT_MS = 10_000;
/** How often connections are looked at for the two. */
const TIMEOUT_CHECK_MS = 1_000;
/** All headers of a request together. */
const MAX_HEADERS_BYTES = 16 * 1024;
/** A path parameter of the API is at most 64 characters, each of them escaped at worst. */
const MAX_PARAM_LENGTH = 256;

/** Answers are data, never a page of the caller's browser; the payer's pages say what else they need. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
};

/**
 * The HTTP server of the gateway's public port, before Nest puts its routes on it. What a trusted proxy says of where a request comes from and how
 * (`X-Forwarded-For`, `X-Forwarded-Proto`) is believed; of anybody else, the address of the connection counts.
 */
export function createDoor(
  trustedProxies: readonly string[] = [],
  timeouts = { headersMs: HEADERS_TIMEOUT_MS, requestMs: REQUEST_TIMEOUT_MS },
): { readonly adapter: FastifyAdapter; readonly server: FastifyInstance } {
  const adapter = new FastifyAdapter({
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    requestTimeout: timeouts.requestMs,
    http: { maxHeaderSize: MAX_HEADERS_BYTES, headersTimeout: timeouts.headersMs, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    // A request that came on a kept connection while the gateway stops is still answered; nobody's order is turned away half-way.
    return503OnClosing: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerUnroutable,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // No middleware of the Express kind runs here, so nothing has to look for it in every request.
    skipMiddie: true,
  });
  const server = adapter.getInstance<FastifyInstance>();
  server.decorateRequest('actor', null);
  server.decorateRequest('author', null);
  server.decorateRequest('rights', null);
  server.decorateRequest('platformMode', null);
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers({ 'x-request-id': request.id, ...SECURITY_HEADERS });
    currentRequest.run({ requestId: request.id }, done);
  });
  installBodies(server);
  return { adapter, server };
}

/** An address that the router cannot take apart reaches neither a route nor the filter. */
function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  sendProblem(tooLong ? new RouteNotFound() : new MalformedRequest('the address cannot be read'), request, reply);
}

/** What is no HTTP at all reaches no route, so it is answered here. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(unreadable(error.code), requestIdOf({ headers: {} }));
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${String(problem.status)} ${problem.title}\r\nContent-Type: ${PROBLEM_CONTENT_TYPE}\r\n` +
      `Content-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function unreadable(code: string | undefined): InterlockError {
  if (code === 'HPE_HEADER_OVERFLOW') return new BodyTooLarge();
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTooSlow();
  return new MalformedRequest('this is not an HTTP request that can be read');
}
