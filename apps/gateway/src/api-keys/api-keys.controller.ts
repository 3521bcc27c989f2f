import { ApiKeySettings } from '@interlock/directory';
import type { ApiKeyView, KeyRights, ShownApiKey } from '@interlock/directory';
import type { Author } from '@interlock/persistence';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { By, Owner, Rights } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { pageQuery } from '../http/page-query.js';
import type { PageQuery } from '../http/page-query.js';
import { overlapBody } from '../http/setting-members.js';
import type { OverlapBody } from '../http/setting-members.js';
import { told } from '../http/told.js';
import { apiKeyPage, apiKeyView, changeApiKeyBody, createApiKeyBody, shownApiKey } from './api-keys.schema.js';
import type { ChangeApiKeyBody, CreateApiKeyBody } from './api-keys.schema.js';

/** Keys of the merchant; a platform's key that names no merchant sees and makes those of the platform. */
@ApiTags('API keys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeySettings) {}

  @Post()
  @Permitted('keys:write')
  @NeedsKey()
  @Answers({ 201: shownApiKey, 200: shownApiKey }, 'A key, shown here and nowhere else.')
  async create(
    @By() author: Author,
    @Owner() merchantId: string | null,
    @Rights() rights: KeyRights,
    @IdempotencyKey() idempotencyKey: string,
    @Body({ schema: createApiKeyBody }) body: CreateApiKeyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownApiKey> {
    return told(await this.keys.create({ author, merchantId, rights, idempotencyKey }, body), reply);
  }

  @Get()
  @Permitted('keys:write')
  @Answers({ 200: apiKeyPage }, 'Keys, newest first, without themselves.')
  list(
    @By() { mode }: Author,
    @Owner() merchantId: string | null,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<{ readonly apiKeys: readonly ApiKeyView[]; readonly nextCursor?: string }> {
    return this.keys.list({ mode, merchantId }, query);
  }

  @Get(':id')
  @Permitted('keys:write')
  @Answers({ 200: apiKeyView }, 'One key, without itself.')
  read(@By() { mode }: Author, @Owner() merchantId: string | null, @Param('id') id: string): Promise<ApiKeyView> {
    return this.keys.read({ mode, merchantId }, id);
  }

  @Patch(':id')
  @Permitted('keys:write')
  @Answers({ 200: apiKeyView }, 'Calls a key something else, or lets it be used from elsewhere.')
  change(
    @By() author: Author,
    @Owner() merchantId: string | null,
    @Rights() rights: KeyRights,
    @Param('id') id: string,
    @Body({ schema: changeApiKeyBody }) body: ChangeApiKeyBody,
  ): Promise<ApiKeyView> {
    return this.keys.change(author, { mode: author.mode, merchantId }, rights, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permitted('keys:write')
  @Answers({}, 'Revokes a key: it is let in for at most five seconds more. 204, without a body.')
  async revoke(@By() author: Author, @Owner() merchantId: string | null, @Param('id') id: string): Promise<void> {
    await this.keys.revoke(author, { mode: author.mode, merchantId }, id);
  }

  @Post(':id/rotate')
  @Permitted('keys:write')
  @NeedsKey()
  @Answers(
    { 201: shownApiKey, 200: shownApiKey },
    'A key with the same rights, shown here and nowhere else; the present one goes on for a while.',
  )
  async rotate(
    @By() author: Author,
    @Owner() merchantId: string | null,
    @Rights() rights: KeyRights,
    @IdempotencyKey() idempotencyKey: string,
    @Param('id') id: string,
    @Body({ schema: overlapBody }) { overlapSeconds }: OverlapBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownApiKey> {
    return told(await this.keys.rotate({ author, merchantId, rights, idempotencyKey }, id, overlapSeconds), reply);
  }
}
