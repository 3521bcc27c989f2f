import { Vendors } from '@interlock/directory';
import type { ShownVendor, VendorView } from '@interlock/directory';
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
import { overlapBody } from '../http/setting-members.js';
import type { OverlapBody } from '../http/setting-members.js';
import { told } from '../http/told.js';
import { changeVendorBody, createVendorBody, shownVendor, vendorPage, vendorView } from './vendors.schema.js';
import type { ChangeVendorBody, CreateVendorBody } from './vendors.schema.js';

/** Who makes the terminals' software. */
@ApiTags('vendors')
@Controller('v1/vendors')
export class VendorsController {
  constructor(private readonly vendors: Vendors) {}

  @Post()
  @PlatformPermitted('terminals:write')
  @NeedsKey()
  @Answers({ 201: shownVendor, 200: shownVendor }, "A vendor of the key's mode. What it signs with is shown here and nowhere else.")
  async create(
    @By() author: Author,
    @IdempotencyKey() idempotencyKey: string,
    @Body({ schema: createVendorBody }) body: CreateVendorBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownVendor> {
    return told(await this.vendors.create({ author, merchantId: null, idempotencyKey }, body), reply);
  }

  @Get()
  @PlatformPermitted('terminals:read')
  @Answers({ 200: vendorPage }, 'Vendors, newest first.')
  list(
    @PlatformMode() mode: 'test' | 'live',
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<{ readonly vendors: readonly VendorView[]; readonly nextCursor?: string }> {
    return this.vendors.list(mode, query);
  }

  @Get(':id')
  @PlatformPermitted('terminals:read')
  @Answers({ 200: vendorView }, 'One vendor.')
  read(@PlatformMode() mode: 'test' | 'live', @Param('id') id: string): Promise<VendorView> {
    return this.vendors.read(mode, id);
  }

  @Patch(':id')
  @PlatformPermitted('terminals:write')
  @Answers({ 200: vendorView }, 'Changes a vendor, disables it, or enables it again.')
  change(@By() author: Author, @Param('id') id: string, @Body({ schema: changeVendorBody }) body: ChangeVendorBody): Promise<VendorView> {
    return this.vendors.change(author, id, body);
  }

  @Post(':id/keys')
  @PlatformPermitted('terminals:write')
  @NeedsKey()
  @Answers({ 201: shownVendor, 200: shownVendor }, 'A new key, shown here and nowhere else; the present one signs beside it for a while.')
  async rotate(
    @By() author: Author,
    @IdempotencyKey() idempotencyKey: string,
    @Param('id') id: string,
    @Body({ schema: overlapBody }) { overlapSeconds }: OverlapBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownVendor> {
    return told(await this.vendors.rotateKey({ author, merchantId: null, idempotencyKey }, id, overlapSeconds), reply);
  }
}
