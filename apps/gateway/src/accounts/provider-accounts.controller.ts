import {
  AccountReads,
  ActivateAccount,
  BindMerchant,
  ChangeAccount,
  CheckInAccount,
  CheckProviderAccount,
  CreateAccount,
  UnbindMerchant,
} from '@interlock/accounts';
import type {
  AccountAnswer,
  AccountCheckView,
  ActivationAnswer,
  ActivationView,
  BindingView,
  ProviderAccountView,
} from '@interlock/accounts';
import type { Author } from '@interlock/persistence';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PlatformPermitted } from '../auth/permission.js';
import { By, PlatformMode } from '../auth/caller.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { text, uuid } from '../orders/members.js';
import {
  accountCheckView,
  merchantBindings,
  merchantBindingView,
  providerAccountPage,
  providerAccountView,
} from './account-view.schema.js';
import { bindMerchantBody, changeAccountBody, createAccountBody, listAccountsQuery } from './account.body.js';
import type { BindMerchantBody, ChangeAccountBody, CreateAccountBody, ListAccountsQuery } from './account.body.js';

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
@Controller('v1/provider-accounts')
export class ProviderAccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: AccountReads,
  ) {}

  @Post()
  @PlatformPermitted('accounts:write')
  @NeedsKey()
  @Answers(
    { 201: providerAccountView, 200: providerAccountView },
    'An account at a provider. A Upay account of vendor credentials becomes a terminal by an activation.',
  )
  async create(
    @By() author: Author,
    @IdempotencyKey() key: string,
    @Body({ schema: createAccountBody }) body: CreateAccountBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderAccountView> {
    const answer = await this.commands.execute<CreateAccount, AccountAnswer>(new CreateAccount(author, body, key));
    if (answer.replayed) void reply.code(200);
    return told(answer, reply);
  }

  @Get()
  @PlatformPermitted('accounts:read')
  @Answers({ 200: providerAccountPage }, 'Accounts, newest first, without their secrets.')
  list(
    @PlatformMode() mode: 'test' | 'live',
    @Query({ schema: listAccountsQuery }) query: ListAccountsQuery,
  ): Promise<{ readonly accounts: readonly ProviderAccountView[]; readonly nextCursor?: string }> {
    return this.reads.list(mode, query);
  }

  @Get(':id')
  @PlatformPermitted('accounts:read')
  @Answers({ 200: providerAccountView }, 'One account, without its secrets.')
  read(@PlatformMode() mode: 'test' | 'live', @Param('id') id: string): Promise<ProviderAccountView> {
    return this.reads.byId(mode, id);
  }

  @Patch(':id')
  @PlatformPermitted('accounts:write')
  @Answers({ 200: providerAccountView }, 'Changes settings, rotates secrets, disables an account or enables it again.')
  change(
    @By() author: Author,
    @Param('id') id: string,
    @Body({ schema: changeAccountBody }) body: ChangeAccountBody,
  ): Promise<ProviderAccountView> {
    return this.commands.execute<ChangeAccount, ProviderAccountView>(new ChangeAccount(author, id, body));
  }

  @Post(':id/check')
  @HttpCode(200)
  @PlatformPermitted('accounts:write')
  @Answers({ 200: accountCheckView }, 'Makes a harmless signed call, and says what the provider made of it.')
  check(@PlatformMode() mode: 'test' | 'live', @Param('id') id: string): Promise<AccountCheckView> {
    return this.commands.execute<CheckProviderAccount, AccountCheckView>(new CheckProviderAccount(mode, id));
  }

  @Get(':id/merchants')
  @PlatformPermitted('accounts:read')
  @Answers({ 200: merchantBindings }, 'Who is paid through the account.')
  merchants(@PlatformMode() mode: 'test' | 'live', @Param('id') id: string): Promise<{ readonly merchants: readonly BindingView[] }> {
    return this.reads.merchants(mode, id);
  }

  @Put(':id/merchants/:merchantId')
  @PlatformPermitted('accounts:write')
  @Answers({ 200: merchantBindingView }, 'Lets a merchant of the same mode be paid through the account, or changes how.')
  bind(
    @By() author: Author,
    @Param('id') id: string,
    @Param('merchantId') merchantId: string,
    @Body({ schema: bindMerchantBody }) body: BindMerchantBody,
  ): Promise<BindingView> {
    return this.commands.execute<BindMerchant, BindingView>(new BindMerchant(author, id, merchantId, body));
  }

  @Delete(':id/merchants/:merchantId')
  @HttpCode(204)
  @PlatformPermitted('accounts:write')
  @Answers({}, 'Nothing new of the merchant begins at the account any more. 204, without a body.')
  async unbind(@By() author: Author, @Param('id') id: string, @Param('merchantId') merchantId: string): Promise<void> {
    await this.commands.execute<UnbindMerchant, void>(new UnbindMerchant(author, id, merchantId));
  }

  @Post(':id/activate')
  @HttpCode(200)
  @PlatformPermitted('accounts:write')
  @NeedsKey()
  @Answers({ 200: activationView }, "Makes the account a terminal of the provider's, by an activation code.")
  async activate(
    @By() author: Author,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: activateBody }) body: ActivateBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivationView> {
    return told(await this.commands.execute<ActivateAccount, ActivationAnswer>(new ActivateAccount(author, id, body, key)), reply);
  }

  @Post(':id/checkin')
  @HttpCode(200)
  @PlatformPermitted('accounts:write')
  @NeedsKey()
  @Answers({ 200: activationView }, "Asks for the account's next key now; a worker does so every half day.")
  async checkIn(
    @By() author: Author,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivationView> {
    return told(await this.commands.execute<CheckInAccount, ActivationAnswer>(new CheckInAccount(author, id, key)), reply);
  }
}

function told<View>({ view, replayed }: { readonly view: View; readonly replayed: boolean }, reply: FastifyReply): View {
  if (replayed) void reply.header('idempotent-replayed', 'true');
  return view;
}
