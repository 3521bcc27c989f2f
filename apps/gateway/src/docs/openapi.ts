import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { z } from 'zod';
import { problem } from '../orders/order-view.schema.js';

/** The description of the public API, made from the routes and their schemas. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Interlock')
    .setDescription('One order command, many providers, one canonical state. Errors are RFC 9457 problems with a stable `code`.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: sk_test_… or sk_live_…' }, 'apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  return {
    ...document,
    components: { ...document.components, schemas: { ...document.components?.schemas, Problem: jsonSchemaOf(problem) } },
  };
}

type ComponentSchema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

function jsonSchemaOf(schema: z.ZodType): ComponentSchema {
  return schema['~standard'].jsonSchema.output({ target: 'openapi-3.0' });
}
