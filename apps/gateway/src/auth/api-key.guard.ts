import { UUID } from '@interlock/accounts';
import { BrokenInvariant } from '@interlock/domain';
import type { KeyRights } from '@interlock/directory';
import type { Actor } from '@interlock/orders';
import type { Author } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { InvalidRequest, PermissionDenied, RateLimited, Unauthenticated } from '../problems/refusals.js';
import { Limits } from '../limits/limits.js';
import { ApiKeys } from './api-keys.js';
import type { Caller } from './api-keys.js';
import { PERMISSION } from './permission-key.js';
import type { Permission } from './permission-key.js';
import { ruleOf } from './permissions.js';
import type { DoorRule, Scope } from './permissions.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;
/** `sk_test_` and four more characters: what evidence names a key by. */
const SHOWN_LENGTH = 12;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks for which merchant, once the guard has let it in; null where it is for none. */
    actor: Actor | null;
    /** Who asks, whomever for. */
    author: Author | null;
    /** What the caller's key may do, from where and until when. */
    rights: KeyRights | null;
    /** Of a platform's key, on a route that is for the platform alone. */
    platformMode: 'test' | 'live' | null;
  }
}

/** `Authorization: Bearer <api key>`; a platform key names its merchant by `Interlock-Merchant`. Throws `Unauthenticated`, `PermissionDenied` or `InvalidRequest`. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeys,
    private readonly reflector: Reflector,
    private readonly limits: Limits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined) throw new Unauthenticated('send the API key as Authorization: Bearer sk_…');
    const known = await this.keys.find(key);
    if (known === undefined) throw new Unauthenticated('the API key is not known, has expired, or was revoked');
    if (known.addresses?.has(request.ip) === false) throw new PermissionDenied('the API key may not be used from this address');
    const waitSeconds = this.limits.apiKey.take(known.id);
    if (waitSeconds > 0) throw new RateLimited(waitSeconds);
    const { permission, scope } = this.ruleOf(context, request);
    if (!known.permissions.includes(permission)) throw new PermissionDenied(`the API key lacks the permission ${permission}`);
    const merchantId = await this.merchantOf(known, scope, request.headers['interlock-merchant']);
    request.rights = known;
    request.author = { mode: known.mode, actor: key.slice(0, SHOWN_LENGTH), requestId: request.id, address: request.ip };
    const { mode } = request.author;
    if (merchantId === null) request.platformMode = mode;
    else request.actor = { merchantId, ...request.author };
    this.keys.noteUse(known);
    return true;
  }

  /** What is written beside the handler must be what the one table says: a route that is missing there is open to nobody. */
  private ruleOf(context: ExecutionContext, { method, routeOptions: { url = '' } }: FastifyRequest): DoorRule {
    const rule = ruleOf(method, url);
    if (rule === undefined || rule.permission !== this.reflector.get<Permission>(PERMISSION, context.getHandler()))
      throw new BrokenInvariant(`permissions.ts says nothing, or something else, of ${method} ${url}`);
    return rule;
  }

  /** For whom the request is; null: for the platform itself. */
  private async merchantOf(known: Caller, scope: Scope, named: string | string[] | undefined): Promise<string | null> {
    if (known.merchantId !== null) {
      if (scope === 'platform' || scope === 'platform_for_merchant')
        throw new PermissionDenied('this is for the platform: a key of a merchant may not do it');
      if (named !== undefined && named.toString().toLowerCase() !== known.merchantId)
        throw new PermissionDenied('the API key is of another merchant than Interlock-Merchant names');
      return known.merchantId;
    }
    if (scope === 'platform' || (scope === 'either' && named === undefined)) return null;
    if (typeof named !== 'string' || !UUID.test(named)) {
      throw new InvalidRequest('a platform key names the merchant by the header Interlock-Merchant', [
        { path: 'Interlock-Merchant', message: 'must be the id of a merchant' },
      ]);
    }
    const merchant = await this.keys.merchant(named.toLowerCase());
    // A test key learns nothing of live merchants, not even that they exist.
    if (merchant?.mode !== known.mode) throw new PermissionDenied(`there is no such ${known.mode} merchant`);
    return merchant.id;
  }
}
