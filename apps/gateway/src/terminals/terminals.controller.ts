import { Terminals } from '@interlock/directory';
import type { TerminalView } from '@interlock/directory';
import type { Actor } from '@interlock/orders';
import type { Author } from '@interlock/persistence';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { By, Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { told } from '../http/told.js';
import {
  bindTerminalBody,
  changeTerminalBody,
  createTerminalBody,
  listTerminalsQuery,
  terminalPage,
  terminalView,
  terminalWithNewKey,
} from './terminals.schema.js';
import type { BindTerminalBody, ChangeTerminalBody, CreateTerminalBody, ListTerminalsQuery } from './terminals.schema.js';

/** The merchant's own devices. What a provider account calls a terminal is for the platform to say. */
@ApiTags('terminals')
@Controller('v1/terminals')
export class TerminalsController {
  constructor(private readonly terminals: Terminals) {}

  @Post()
  @Permitted('terminals:write')
  @NeedsKey()
  @Answers({ 201: terminalView, 200: terminalView }, 'A terminal of a store; an activation code of its own binds it to a device.')
  async create(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Body({ schema: createTerminalBody }) body: CreateTerminalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TerminalView> {
    return told(await this.terminals.create({ author, merchantId, idempotencyKey }, body), reply);
  }

  @Get()
  @Permitted('terminals:read')
  @Answers({ 200: terminalPage }, 'Terminals, newest first.')
  list(
    @Caller() { merchantId }: Actor,
    @Query({ schema: listTerminalsQuery }) query: ListTerminalsQuery,
  ): Promise<{ readonly terminals: readonly TerminalView[]; readonly nextCursor?: string }> {
    return this.terminals.list(merchantId, query);
  }

  @Get(':terminalSn')
  @Permitted('terminals:read')
  @Answers({ 200: terminalView }, 'One terminal: the device that it is bound to, when it was last seen, and how old its key is.')
  read(@Caller() { merchantId }: Actor, @Param('terminalSn') terminalSn: string): Promise<TerminalView> {
    return this.terminals.read(merchantId, terminalSn);
  }

  @Patch(':terminalSn')
  @Permitted('terminals:write')
  @Answers({ 200: terminalView }, 'Changes a terminal, disables it, or enables it again.')
  change(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @Param('terminalSn') terminalSn: string,
    @Body({ schema: changeTerminalBody }) body: ChangeTerminalBody,
  ): Promise<TerminalView> {
    return this.terminals.change(author, merchantId, terminalSn, body);
  }

  @Post(':terminalSn/notification-key')
  @Permitted('terminals:write')
  @NeedsKey()
  @Answers(
    { 201: terminalWithNewKey, 200: terminalWithNewKey },
    'A new key that its notifications are signed with, shown here and nowhere else.',
  )
  async newNotificationKey(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Param('terminalSn') terminalSn: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TerminalView & { readonly newNotificationKey?: string }> {
    return told(await this.terminals.newNotificationKey({ author, merchantId, idempotencyKey }, terminalSn), reply);
  }

  @Put(':terminalSn/bindings/:accountId')
  @Permitted('accounts:write')
  @Answers({ 200: terminalView }, 'What the provider account calls the terminal.')
  bind(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @Param('terminalSn') terminalSn: string,
    @Param('accountId') accountId: string,
    @Body({ schema: bindTerminalBody }) { providerTerminalSn }: BindTerminalBody,
  ): Promise<TerminalView> {
    return this.terminals.bind(author, merchantId, terminalSn, accountId, providerTerminalSn);
  }

  @Delete(':terminalSn/bindings/:accountId')
  @Permitted('accounts:write')
  @Answers({ 200: terminalView }, 'The provider account knows the terminal no more.')
  unbind(
    @By() author: Author,
    @Caller() { merchantId }: Actor,
    @Param('terminalSn') terminalSn: string,
    @Param('accountId') accountId: string,
  ): Promise<TerminalView> {
    return this.terminals.bind(author, merchantId, terminalSn, accountId, null);
  }
}
