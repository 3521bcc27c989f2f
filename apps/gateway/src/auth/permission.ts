import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import { ApiKeyGuard } from './api-key.guard.js';
import { PERMISSION } from './permission-key.js';
import type { Permission } from './permission-key.js';

/** For a door of the scope `platform` (permissions.ts): lets in requests of a platform's own key that has this permission; no merchant is named. */
export function PlatformPermitted(permission: Permission): MethodDecorator {
  return applyDecorators(SetMetadata(PERMISSION, permission), UseGuards(ApiKeyGuard), ApiBearerAuth('apiKey'));
}

/** For every other door: lets in requests with an API key that has this permission. It is said here for the reader, and must be what permissions.ts says. */
export function Permitted(permission: Permission): MethodDecorator {
  return applyDecorators(
    PlatformPermitted(permission),
    ApiHeader({
      name: 'Interlock-Merchant',
      required: false,
      description: 'The merchant for whom a platform key acts.',
      schema: { type: 'string', format: 'uuid' },
    }),
  );
}
