import type { INestApplicationContext } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { completeApi } from './complete-api.js';

const DESCRIPTION = `One order command, many providers, one canonical state.

Amounts are whole numbers of minor units, as text. Errors are RFC 9457 problems with a stable \`code\`, and \`fields\` that name each member at fault. Every answer has an \`X-Request-Id\`.`;

const TAGS: Readonly<Record<string, string>> = {
  orders: 'Payments, and everything that follows them.',
  refunds: 'Money that goes back.',
  agreements: 'Stored authorizations of payers.',
  batches: 'What is handed in to a processor together.',
  cases: 'What a person must look at.',
  capabilities: 'What the provider accounts can do.',
  webhooks: 'Where changes are told.',
  merchants: 'Whose money it is.',
  stores: 'Where it is taken.',
  terminals: 'With what it is taken.',
  'activation codes': 'By which a device becomes a terminal.',
  vendors: 'Who brings terminals in.',
  'API keys': 'Who may ask for what.',
  audit: 'Who changed which setting.',
  reports: 'The day of a store.',
  'provider accounts': 'Our accounts at providers; for the platform alone.',
  'terminal door': 'Tills, cashiers and merchants’ own systems, wire-compatible with Upay Web API v2, over whatever provider is behind.',
  hooks: 'Notifications of providers.',
  links: 'Pages for payers.',
  health: 'Whether the process can work.',
};

/** The description of the public API, made from the routes and their schemas: what `/openapi.json` answers and docs/api/openapi.json holds. */
export function describeApi(app: INestApplicationContext): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Interlock')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer('http://127.0.0.1:3000', 'npm start')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: sk_test_… or sk_live_…' }, 'apiKey')
    .addApiKey(
      {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description:
          'The serial number of the terminal (or vendor), one space, and the lower-case hexadecimal MD5 of the body’s bytes followed by the key.',
      },
      'terminalSignature',
    )
    .build();
  const document = SwaggerModule.createDocument(app as Parameters<typeof SwaggerModule.createDocument>[0], config, {
    operationIdFactory: (controller, method) => `${lowerFirst(controller.replace(/Controller$/, ''))}_${method}`,
  });
  return completeApi(document, TAGS);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
