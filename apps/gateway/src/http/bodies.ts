import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTerminalDoor } from '../terminal-door/addresses.js';
import { MalformedJson, UnsupportedMediaType } from '../problems/refusals.js';

/** Largest body of the API. */
export const BODY_LIMIT_BYTES = 256 * 1024;
/** Largest notification of a provider, and request of a till; the documents show some 2 KiB. */
const SIGNED_LIMIT_BYTES = 64 * 1024;

/** Largest log of a terminal. */
const LOG_LIMIT_BYTES = 1024 * 1024;
const LOGS = '/terminal/uploadLog';

const HOOKS = '/hooks/';

/**
 * One parser for every content type: a notification and a till's request stay the bytes that came, since their signatures cover them; everything else is JSON in
 * UTF-8 or nothing. An empty body is undefined.
 */
export function installBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.is404) done(null);
    else if (isSignedBytes(request)) done(null, body);
    else if (body.length === 0) done(null);
    else if (request.mediaType !== 'application/json') done(new UnsupportedMediaType());
    else if (!isUtf8(body)) done(new MalformedJson());
    else {
      void parseJson(request, body.toString('utf8'), (error, value) => {
        if (error === null) done(null, value);
        else done(new MalformedJson());
      });
    }
  });
  server.addHook('onRoute', (route) => {
    if (route.url === LOGS) route.bodyLimit = LOG_LIMIT_BYTES;
    else if (route.url.startsWith(HOOKS) || isTerminalDoor(route.url)) route.bodyLimit = SIGNED_LIMIT_BYTES;
  });
}

function isSignedBytes({ routeOptions: { url } }: FastifyRequest): boolean {
  return url?.startsWith(HOOKS) === true || isTerminalDoor(url);
}
