import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTerminalDoor } from '../terminal-door/addresses.js';
import { JsonTooDeep, MalformedJson, UnsupportedMediaType } from '../problems/refusals.js';

/** Largest body of the API. */
export const BODY_LIMIT_BYTES = 256 * 1024;
/** Largest notification of a provider, and request of a till; the documents show some 2 KiB. */
const SIGNED_LIMIT_BYTES = 64 * 1024;

/** Largest log of a terminal. */
const LOG_LIMIT_BYTES = 1024 * 1024;
/** An order has four levels, the options of a provider some more. */
const MAX_JSON_DEPTH = 32;
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
    else if (isDeeperThan(MAX_JSON_DEPTH, body)) done(new JsonTooDeep(MAX_JSON_DEPTH));
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

const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = Buffer.from('"\\[]{}');

/** Asked of the bytes, before anything recurses into what they hold. In UTF-8 none of these marks is a part of another character. */
function isDeeperThan(most: number, json: Buffer): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (quoted) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) {
      depth += 1;
      if (depth > most) return true;
    } else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) depth -= 1;
  }
  return false;
}
