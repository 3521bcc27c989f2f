import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** What the API's document says of an operation of the terminal door. `request` undefined: any bytes. */
export function DescribedBy(request: z.ZodType | undefined, response: z.ZodType, summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary, security: [{ terminalSignature: [] }] }),
    ...(request === undefined
      ? [ApiConsumes('*/*'), ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })]
      : [ApiBody({ required: true, schema: request['~standard'].jsonSchema.input({ target: 'openapi-3.0' }) })]),
    ApiResponse({ status: 200, description: 'The envelope of the protocol, whatever came of it', standardSchema: response }),
  );
}
