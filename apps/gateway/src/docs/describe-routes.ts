import 'reflect-metadata';
import type { Runtime } from '@interlock/accounts';
import type { WebhookOptions } from '@interlock/webhooks';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { pino } from 'pino';
import { GatewayModule } from '../app.module.js';
import { doorOptions } from '../http/door-options.js';
import { describeApi } from './openapi.js';

/** The description without a gateway: the routes are read and nothing is made of them, so neither a database nor a key is needed. */
export async function describeRoutes(): Promise<OpenAPIObject> {
  const nothing = {};
  const routes = GatewayModule.forRoot(nothing as Runtime, nothing as WebhookOptions, doorOptions({}), pino({ level: 'silent' }));
  const app = await NestFactory.create(routes, new FastifyAdapter(), { preview: true, abortOnError: false, logger: ['error'] });
  try {
    return describeApi(app);
  } finally {
    await app.close();
  }
}
