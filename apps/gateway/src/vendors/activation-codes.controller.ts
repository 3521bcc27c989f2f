import { ActivationCodes } from '@interlock/directory';
import type { ActivationCodeView, ShownCode } from '@interlock/directory';
import type { Actor } from '@interlock/orders';
import type { Author } from '@interlock/persistence';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { By, Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { pageQuery } from '../http/page-query.js';
import type { PageQuery } from '../http/page-query.js';
import { told } from '../http/told.js';
import { codePage, codeView, createCodeBody, createTerminalCodeBody, shownCode } from './vendors.schema.js';
import type { CreateCodeBody, CreateTerminalCodeBody } from './vendors.schema.js';

/** What makes devices terminals. */
@ApiTags('activation codes')
@Controller('v1')
export class ActivationCodesController {
  constructor(private readonly codes: ActivationCodes) {}

  @Post('stores/:storeNo/activation-codes')
  @Permitted('terminals:write')
  @NeedsKey()
  @Answers({ 201: shownCode, 200: shownCode }, 'A code that makes devices terminals of the store, shown here and nowhere else.')
  async createForStore(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Param('storeNo') storeNo: string,
    @Body({ schema: createCodeBody }) body: CreateCodeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownCode> {
    return told(await this.codes.createForStore({ author, merchantId, idempotencyKey }, storeNo, body), reply);
  }

  @Get('stores/:storeNo/activation-codes')
  @Permitted('terminals:read')
  @Answers({ 200: codePage }, 'Codes of a store, newest first, without themselves.')
  list(
    @Caller() { merchantId }: Actor,
    @Param('storeNo') storeNo: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<{ readonly activationCodes: readonly ActivationCodeView[]; readonly nextCursor?: string }> {
    return this.codes.list(merchantId, storeNo, query);
  }

  @Post('terminals/:terminalSn/activation-codes')
  @Permitted('terminals:write')
  @NeedsKey()
  @Answers({ 201: shownCode, 200: shownCode }, 'A code that binds this terminal to a device, anew where it was bound; its serial stays.')
  async createForTerminal(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Param('terminalSn') terminalSn: string,
    @Body({ schema: createTerminalCodeBody }) body: CreateTerminalCodeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownCode> {
    return told(await this.codes.createForTerminal({ author, merchantId, idempotencyKey }, terminalSn, body), reply);
  }

  @Get('activation-codes/:id')
  @Permitted('terminals:read')
  @Answers({ 200: codeView }, 'One code, without itself.')
  read(@Caller() { merchantId }: Actor, @Param('id') id: string): Promise<ActivationCodeView> {
    return this.codes.read(merchantId, id);
  }

  @Delete('activation-codes/:id')
  @HttpCode(204)
  @Permitted('terminals:write')
  @Answers({}, 'It makes no further terminal; those that it has made stay. 204, without a body.')
  async revoke(@By() author: Author, @Caller() { merchantId }: Actor, @Param('id') id: string): Promise<void> {
    await this.codes.revoke(author, merchantId, id);
  }
}
