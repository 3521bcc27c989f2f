import { Merchants } from '@interlock/directory';
import type { MerchantView } from '@interlock/directory';
import type { Author } from '@interlock/persistence';
import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { By, PlatformMode } from '../auth/caller.js';
import { PlatformPermitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { pageQuery } from '../http/page-query.js';
import type { PageQuery } from '../http/page-query.js';
import { told } from '../http/told.js';
import { changeMerchantBody, createMerchantBody, merchantPage, merchantView } from './merchants.schema.js';
import type { ChangeMerchantBody, CreateMerchantBody } from './merchants.schema.js';

/** Who gets paid. A platform's test key sees and makes test merchants, and its live key live ones. */
@ApiTags('merchants')
@Controller('v1/merchants')
export class MerchantsController {
  constructor(private readonly merchants: Merchants) {}

  @Post()
  @PlatformPermitted('merchants:write')
  @NeedsKey()
  @Answers({ 201: merchantView, 200: merchantView }, "A merchant of the key's mode.")
  async create(
    @By() author: Author,
    @IdempotencyKey() idempotencyKey: string,
    @Body({ schema: createMerchantBody }) body: CreateMerchantBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MerchantView> {
    return told(await this.merchants.create({ author, merchantId: null, idempotencyKey }, body), reply);
  }

  @Get()
  @PlatformPermitted('merchants:read')
  @Answers({ 200: merchantPage }, 'Merchants, newest first.')
  list(
    @PlatformMode() mode: 'test' | 'live',
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<{ readonly merchants: readonly MerchantView[]; readonly nextCursor?: string }> {
    return this.merchants.list(mode, query);
  }

  @Get(':id')
  @PlatformPermitted('merchants:read')
  @Answers({ 200: merchantView }, 'One merchant.')
  read(@PlatformMode() mode: 'test' | 'live', @Param('id') id: string): Promise<MerchantView> {
    return this.merchants.read(mode, id);
  }

  @Patch(':id')
  @PlatformPermitted('merchants:write')
  @Answers({ 200: merchantView }, 'Changes a merchant, disables it, or enables it again.')
  change(
    @By() author: Author,
    @Param('id') id: string,
    @Body({ schema: changeMerchantBody }) body: ChangeMerchantBody,
  ): Promise<MerchantView> {
    return this.merchants.change(author, id, body);
  }
}
