import { ActivateAccount, CheckInAccount } from '@interlock/accounts';
import type { ActivationAnswer, ActivationView } from '@interlock/accounts';
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PlatformPermitted } from '../auth/permission.js';
import { PlatformMode } from '../auth/caller.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { text, uuid } from '../orders/members.js';

const activateBody = z
  .strictObject({
    code: z
      .string({ error: 'must be text' })
      .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 characters without spaces')
      .meta({ description: 'The activation code that the provider gave out; kept in memory only' }),
    deviceId: text(32),
  })
  .meta({ id: 'ActivateAccount' });
type ActivateBody = z.output<typeof activateBody>;

const activationView = z
  .strictObject({
    providerAccountId: uuid,
    provider: z.string(),
    keyIssuedAt: z.iso.datetime(),
    nextCheckInAt: z.iso.datetime().meta({ description: 'When a worker asks for the next key' }),
  })
  .meta({ id: 'Activation' });

/**
 * Provider accounts belong to the platform; merchants are bound to them. A call of which nothing was heard is made again under its key; where a
 * provider keeps only the key before the newest (Upay), a second answer that is lost needs a new activation.
 */
@ApiTags('provider accounts')
@Controller('v1/provider-accounts/:id')
export class ProviderAccountsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('activate')
  @HttpCode(200)
  @PlatformPermitted('accounts:write')
  @NeedsKey()
  @Answers({ 200: activationView }, "Makes the account a terminal of the provider's, by an activation code.")
  async activate(
    @PlatformMode() mode: 'test' | 'live',
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: activateBody }) body: ActivateBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivationView> {
    return told(await this.commands.execute<ActivateAccount, ActivationAnswer>(new ActivateAccount(mode, id, body, key)), reply);
  }

  @Post('checkin')
  @HttpCode(200)
  @PlatformPermitted('accounts:write')
  @NeedsKey()
  @Answers({ 200: activationView }, "Asks for the account's next key now; a worker does so every half day.")
  async checkIn(
    @PlatformMode() mode: 'test' | 'live',
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivationView> {
    return told(await this.commands.execute<CheckInAccount, ActivationAnswer>(new CheckInAccount(mode, id, key)), reply);
  }
}

function told({ view, replayed }: ActivationAnswer, reply: FastifyReply): ActivationView {
  if (replayed) void reply.header('idempotent-replayed', 'true');
  return view;
}
