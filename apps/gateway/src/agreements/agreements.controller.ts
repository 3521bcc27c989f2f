import { AgreementRequests, ConfirmAgreement, EndAgreement, PrepareAgreement } from '@interlock/accounts';
import type { AgreementAnswer, AgreementView } from '@interlock/accounts';
import type { Actor } from '@interlock/orders';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { agreementView, confirmAgreementBody, prepareAgreementBody } from './agreements.body.js';
import type { ConfirmAgreementBody, PrepareAgreementBody } from './agreements.body.js';

/** A payer's consent to be charged without them. Tokens stay inside. */
@ApiTags('agreements')
@Controller('v1/agreements')
export class AgreementsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly requests: AgreementRequests,
  ) {}

  @Post()
  @Permitted('agreements:write')
  @NeedsKey()
  @Answers(
    { 201: agreementView, 200: agreementView, 202: agreementView },
    'Asks for the page on which the payer agrees; 202 while the provider has not answered.',
  )
  async prepare(
    @Caller() { merchantId }: Actor,
    @IdempotencyKey() key: string,
    @Body({ schema: prepareAgreementBody }) body: PrepareAgreementBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementView> {
    const answer = await this.commands.execute<PrepareAgreement, AgreementAnswer>(new PrepareAgreement({ merchantId }, body, key));
    return told(answer, reply);
  }

  @Get(':id')
  @Permitted('orders:read')
  @Answers({ 200: agreementView }, 'One agreement.')
  read(@Caller() { merchantId }: Actor, @Param('id') id: string): Promise<AgreementView> {
    return this.requests.find(merchantId, id);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @Permitted('agreements:write')
  @NeedsKey()
  @Answers({ 200: agreementView, 202: agreementView }, "Exchanges the payer's code; from then on the agreement can be charged.")
  async confirm(
    @Caller() { merchantId }: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: confirmAgreementBody }) { code }: ConfirmAgreementBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementView> {
    return told(await this.commands.execute<ConfirmAgreement, AgreementAnswer>(new ConfirmAgreement({ merchantId }, id, code, key)), reply);
  }

  @Delete(':id')
  @HttpCode(200)
  @Permitted('agreements:write')
  @Answers({ 200: agreementView, 202: agreementView }, 'Nothing is charged by it any more; 202 until the provider has heard of it.')
  async end(
    @Caller() { merchantId }: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementView> {
    return told(await this.commands.execute<EndAgreement, AgreementAnswer>(new EndAgreement({ merchantId }, id)), reply);
  }
}

function told({ view, replayed, settled }: AgreementAnswer, reply: FastifyReply): AgreementView {
  if (replayed) void reply.code(200).header('idempotent-replayed', 'true');
  if (!settled) void reply.code(202);
  return view;
}
