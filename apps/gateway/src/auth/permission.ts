import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import { ApiKeyGuard } from './api-key.guard.js';
import { PERMISSION, PLATFORM_ONLY } from './permission-key.js';
import type { Permission } from './permission-key.js';

/** Lets in requests of a platform's own key that has this permission; no merchant is named. */
export function PlatformPermitted(permission: Permission): MethodDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION, permission),
    SetMetadata(PLATFORM_ONLY, true),
    UseGuards(ApiKeyGuard),
    ApiBearerAuth('apiKey'),
  );
}

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
