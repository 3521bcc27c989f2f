import { ActivateAccount, CheckInAccount } from '@interlock/accounts';
import type { ActivationView } from '@interlock/accounts';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PlatformPermitted } from '../auth/permission.js';
import { PlatformMode } from '../auth/caller.js';
import { Answers } from '../docs/answers.js';
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

/** Provider accounts belong to the platform; merchants are bound to them. Both calls may be repeated: a provider that has lost its own answer gives it again. */
@ApiTags('provider accounts')
@Controller('v1/provider-accounts/:id')
export class ProviderAccountsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('activate')
  @HttpCode(200)
  @PlatformPermitted('accounts:write')
  @Answers({ 200: activationView }, "Makes the account a terminal of the provider's, by an activation code.")
  activate(
    @PlatformMode() mode: 'test' | 'live',
    @Param('id') id: string,
    @Body({ schema: activateBody }) body: ActivateBody,
  ): Promise<ActivationView> {
    return this.commands.execute<ActivateAccount, ActivationView>(new ActivateAccount(mode, id, body));
  }

  @Post('checkin')
  @HttpCode(200)
  @PlatformPermitted('accounts:write')
  @Answers({ 200: activationView }, "Asks for the account's next key now; a worker does so every half day.")
  checkIn(@PlatformMode() mode: 'test' | 'live', @Param('id') id: string): Promise<ActivationView> {
    return this.commands.execute<CheckInAccount, ActivationView>(new CheckInAccount(mode, id));
  }
}
