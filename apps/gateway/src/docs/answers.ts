import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** What a route answers, for the description of the API; none is a 204 without a body. What it refuses is added by `completeApi`. */
export function Answers(schemas: Readonly<Record<number, z.ZodType>>, summary: string): MethodDecorator {
  const answers = Object.entries(schemas).map(([status, standardSchema]) => ApiResponse({ status: Number(status), standardSchema }));
  return applyDecorators(ApiOperation({ summary }), ...(answers.length === 0 ? [ApiResponse({ status: 204 })] : answers));
}
