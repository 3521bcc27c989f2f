import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { PROBLEM_CONTENT_TYPE } from '../problems/problems.js';

/** What a route answers, for the description of the API; every route may also answer with a problem. */
export function Answers(schemas: Readonly<Record<number, z.ZodType>>, summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ...Object.entries(schemas).map(([status, standardSchema]) => ApiResponse({ status: Number(status), standardSchema })),
    ApiResponse({ status: 'default', content: { [PROBLEM_CONTENT_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } } }),
  );
}
