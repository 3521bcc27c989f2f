import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import { ApiKeyGuard } from './api-key.guard.js';
import { PERMISSION } from './permission-key.js';
import type { Permission } from './permission-key.js';

/** Lets in requests with an API key that has this permission. */
export function Permitted(permission: Permission): MethodDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION, permission),
    UseGuards(ApiKeyGuard),
    ApiBearerAuth('apiKey'),
    ApiHeader({
      name: 'Interlock-Merchant',
      required: false,
      description: 'The merchant for whom a platform key acts.',
      schema: { type: 'string', format: 'uuid' },
    }),
  );
}
