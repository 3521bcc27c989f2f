import { AssignCase, CaseReads, CommentOnCase, ResolveCase } from '@interlock/orders';
import type { Actor, CaseAnswer, CaseSummary, CaseView } from '@interlock/orders';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { MayWait, WaitMs } from '../http/prefer.js';
import { casePage, caseView } from './case-view.schema.js';
import { assignCaseBody, commentBody, listCasesQuery, resolveCaseBody } from './case.body.js';
import type { AssignCaseBody, CommentBody, ListCasesQuery, ResolveCaseBody } from './case.body.js';

/** What a person has to look at. Answers are the whole case, as it stands now. */
@ApiTags('cases')
@Controller('v1/cases')
export class CasesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: CaseReads,
  ) {}

  @Get()
  @Permitted('cases:read')
  @Answers({ 200: casePage }, 'Cases, newest first.')
  list(
    @Caller() actor: Actor,
    @Query({ schema: listCasesQuery }) query: ListCasesQuery,
  ): Promise<{ readonly cases: readonly CaseSummary[]; readonly nextCursor?: string }> {
    return this.reads.list(actor, query);
  }

  @Get(':id')
  @Permitted('cases:read')
  @Answers({ 200: caseView }, 'One case: its history, the exchange that opened it, and what may be made of it now.')
  read(@Caller() actor: Actor, @Param('id') id: string): Promise<CaseView> {
    return this.reads.byId(actor, id);
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Permitted('cases:write')
  @NeedsKey()
  @Answers({ 200: caseView }, 'Gives the case to somebody, or to nobody.')
  async assign(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: assignCaseBody }) body: AssignCaseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    return answer(await this.commands.execute<AssignCase, CaseAnswer>(new AssignCase(actor, id, body, key)), reply);
  }

  @Post(':id/comment')
  @HttpCode(200)
  @Permitted('cases:write')
  @NeedsKey()
  @Answers({ 200: caseView }, 'Writes a line into the history.')
  async comment(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: commentBody }) body: CommentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    return answer(await this.commands.execute<CommentOnCase, CaseAnswer>(new CommentOnCase(actor, id, body, key)), reply);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Permitted('cases:resolve')
  @NeedsKey()
  @MayWait()
  @Answers(
    { 200: caseView, 202: caseView },
    'Asks the provider once more, then does what a person has made of the case. 202 while a second person or the provider is waited for; a repeat under the key tells how it ended.',
  )
  async resolve(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: resolveCaseBody }) body: ResolveCaseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    return answer(await this.commands.execute<ResolveCase, CaseAnswer>(new ResolveCase(actor, id, body, key, waitMs)), reply);
  }
}

function answer({ view, replayed, settled }: CaseAnswer, reply: FastifyReply): CaseView {
  if (replayed) void reply.header('idempotent-replayed', 'true');
  if (!settled) void reply.code(202);
  return view;
}
