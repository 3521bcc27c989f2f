import type { Actor } from '@interlock/orders';
import type { KnownKey } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { UUID } from '@interlock/accounts';
import { InvalidRequest, PermissionDenied, Unauthenticated } from '../problems/refusals.js';
import { ApiKeys } from './api-keys.js';
import { PERMISSION, PLATFORM_ONLY } from './permission-key.js';
import type { Permission } from './permission-key.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;
/** `sk_test_` and four more characters: what evidence names a key by. */
const SHOWN_LENGTH = 12;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once the guard has let it in. */
    actor: Actor | null;
    /** What the caller's key may do. */
    permissions: readonly string[] | null;
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
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined) throw new Unauthenticated('send the API key as Authorization: Bearer sk_…');
    const known = await this.keys.find(key);
    if (known === undefined) throw new Unauthenticated('the API key is not known, or it was revoked');
    const permission = this.reflector.get<Permission>(PERMISSION, context.getHandler());
    if (!known.permissions.includes(permission)) throw new PermissionDenied(`the API key lacks the permission ${permission}`);
    request.permissions = known.permissions;
    if (this.reflector.get<boolean | undefined>(PLATFORM_ONLY, context.getHandler()) === true) {
      if (known.merchantId !== null) throw new PermissionDenied('this is for the platform: a key of a merchant may not do it');
      request.platformMode = known.mode;
      return true;
    }
    const merchantId = await this.merchantOf(known, request.headers['interlock-merchant']);
    request.actor = { merchantId, mode: known.mode, actor: key.slice(0, SHOWN_LENGTH), requestId: request.id };
    return true;
  }

  private async merchantOf(known: KnownKey, named: string | string[] | undefined): Promise<string> {
    if (known.merchantId !== null) {
      if (named !== undefined && named.toString().toLowerCase() !== known.merchantId)
        throw new PermissionDenied('the API key is of another merchant than Interlock-Merchant names');
      return known.merchantId;
    }
    if (typeof named !== 'string' || !UUID.test(named)) {
      throw new InvalidRequest('a platform key names the merchant by the header Interlock-Merchant', [
        { path: 'Interlock-Merchant', message: 'must be the id of a merchant' },
      ]);
    }
    const merchant = await this.keys.merchant(named);
    // A test key learns nothing of live merchants, not even that they exist.
    if (merchant?.mode !== known.mode) throw new PermissionDenied(`there is no such ${known.mode} merchant`);
    return merchant.id;
  }
}
