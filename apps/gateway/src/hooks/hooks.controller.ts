import { ApplyNotification } from '@interlock/orders';
import type { RawAnswer, RawMessage } from '@interlock/provider-kit';
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { providers } from '../providers.js';

/** Where providers tell us what became of a payment. What is answered is what that provider expects to hear. */
@ApiTags('hooks')
@Controller('hooks')
export class HooksController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':provider/:accountId')
  @ApiOperation({
    summary: "A provider's notification, verified by its signature over the bytes as they came. For providers, not for merchants.",
    security: [],
  })
  @ApiParam({ name: 'provider', schema: { type: 'string', enum: providers.map(({ name }) => name) } })
  @ApiParam({ name: 'accountId', schema: { type: 'string', format: 'uuid' } })
  @ApiConsumes('*/*')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  @ApiResponse({
    status: 'default',
    description: 'What that provider expects to hear: taken, refused, or try again.',
    content: { '*/*': { schema: { type: 'string' } } },
  })
  async receive(
    @Param('provider') provider: string,
    @Param('accountId') accountId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new ApplyNotification(provider, accountId, messageOf(request), request.id);
    const { status, headers, body } = await this.commands.execute<ApplyNotification, RawAnswer>(command);
    await reply
      .code(status)
      .headers({ ...headers })
      .send(body);
  }
}

/** The message as it came: a signature covers the bytes, and with some providers the path too. */
function messageOf(request: FastifyRequest): RawMessage {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
  return {
    method: request.method,
    path: request.originalUrl,
    headers: Object.fromEntries(headers) as RawMessage['headers'],
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}
