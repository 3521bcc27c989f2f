import { OrderReads } from '@interlock/orders';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { formPage, nothingPage } from './page.js';
import type { Page } from './page.js';

const CODE = /^[A-Za-z0-9_-]{22}$/;

/** Where a payer's camera leads: on to the provider's page. The code in the address is all that it takes. */
@ApiTags('links')
@Controller('p')
export class LinksController {
  constructor(private readonly reads: OrderReads) {}

  @Get(':code')
  @ApiOperation({ summary: "Leads the payer's browser to the provider's page of an order that waits for its payer." })
  @ApiResponse({ status: 200, description: 'A page that goes on by itself' })
  @ApiResponse({ status: 303, description: "The provider's page" })
  @ApiResponse({ status: 410, description: 'There is nothing to pay here any more' })
  async open(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    const page = CODE.test(code) ? await this.reads.linkedPage(code) : undefined;
    if (page?.httpMethod === 'GET') {
      await reply
        .code(303)
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .header('location', page.url)
        .send();
      return;
    }
    await show(reply, page === undefined ? nothingPage() : formPage(page));
  }
}

async function show(reply: FastifyReply, { status, headers, body }: Page): Promise<void> {
  await reply.code(status).headers(headers).send(body);
}
