import { Stores } from '@interlock/directory';
import type { StoreView } from '@interlock/directory';
import type { Actor } from '@interlock/orders';
import type { Author } from '@interlock/persistence';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { By, Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { pageQuery } from '../http/page-query.js';
import type { PageQuery } from '../http/page-query.js';
import { told } from '../http/told.js';
import { bindStoreBody, changeStoreBody, createStoreBody, storePage, storeView } from './stores.schema.js';
import type { BindStoreBody, ChangeStoreBody, CreateStoreBody } from './stores.schema.js';

/** Where the merchant sells. What a provider account calls a store is for the platform to say. */
@ApiTags('stores')
@Controller('v1/stores')
export class StoresController {
  constructor(private readonly stores: Stores) {}

  @Post()
  @Permitted('terminals:write')
  @NeedsKey()
  @Answers({ 201: storeView, 200: storeView }, 'A store of the merchant.')
  async create(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Body({ schema: createStoreBody }) body: CreateStoreBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StoreView> {
    return told(await this.stores.create({ author, merchantId, idempotencyKey }, body), reply);
  }

  @Get()
  @Permitted('terminals:read')
  @Answers({ 200: storePage }, 'Stores, newest first.')
  list(
    @Caller() { merchantId }: Actor,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<{ readonly stores: readonly StoreView[]; readonly nextCursor?: string }> {
    return this.stores.list(merchantId, query);
  }

  @Get(':storeNo')
  @Permitted('terminals:read')
  @Answers({ 200: storeView }, 'One store.')
  read(@Caller() { merchantId }: Actor, @Param('storeNo') storeNo: string): Promise<StoreView> {
    return this.stores.read(merchantId, storeNo);
  }

  @Patch(':storeNo')
  @Permitted('terminals:write')
  @Answers({ 200: storeView }, 'Changes a store, disables it, or enables it again.')
  change(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @Param('storeNo') storeNo: string,
    @Body({ schema: changeStoreBody }) body: ChangeStoreBody,
  ): Promise<StoreView> {
    return this.stores.change(author, merchantId, storeNo, body);
  }

  @Put(':storeNo/bindings/:accountId')
  @Permitted('accounts:write')
  @Answers({ 200: storeView }, 'What the provider account calls the store.')
  bind(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @Param('storeNo') storeNo: string,
    @Param('accountId') accountId: string,
    @Body({ schema: bindStoreBody }) { providerStoreNo }: BindStoreBody,
  ): Promise<StoreView> {
    return this.stores.bind(author, merchantId, storeNo, accountId, providerStoreNo);
  }

  @Delete(':storeNo/bindings/:accountId')
  @Permitted('accounts:write')
  @Answers({ 200: storeView }, 'The provider account knows the store no more.')
  unbind(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @Param('storeNo') storeNo: string,
    @Param('accountId') accountId: string,
  ): Promise<StoreView> {
    return this.stores.bind(author, merchantId, storeNo, accountId, null);
  }
}
