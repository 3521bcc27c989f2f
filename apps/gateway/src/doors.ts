import type { Runtime } from '@interlock/accounts';
import { ProcessMetrics, RefusedNotifications } from '@interlock/orders';
import { StartupError } from '@interlock/persistence';
import type { WebhookOptions } from '@interlock/webhooks';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { GatewayModule } from './app.module.js';
import { describeApi } from './docs/openapi.js';
import { Addresses } from './http/addresses.js';
import { doorOptions } from './http/door-options.js';
import type { DoorOptions } from './http/door-options.js';
import { createDoor } from './http/door.js';
import { InternalModule } from './internal/internal.module.js';
import { countRefused, measure } from './internal/metrics.js';
import { tellCommands } from './log/command-lines.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { SchemaPipe } from './problems/schema-pipe.js';

const LOOPBACK = '127.0.0.1';
/** A failure to start is thrown, and Nest's own account of how it put its parts together interests nobody. */
const quietStart: () => NestApplicationOptions = () => ({ abortOnError: false, logger: ['fatal', 'error', 'warn'] });

export interface Door {
  readonly app: NestFastifyApplication;
  readonly api: OpenAPIObject;
  readonly registry: Registry;
}

/** The public port's application, complete, not yet listening. */
export async function buildDoor(runtime: Runtime, webhooks: WebhookOptions, options: DoorOptions, log: Logger): Promise<Door> {
  const { adapter, server } = createDoor(options.trustedProxies);
  const registry = measure(server);
  tellCommands(server, log);
  const app = await compose(runtime, webhooks, options, log, { adapter, server });
  const api = describeApi(app);
  SwaggerModule.setup('openapi', app, api, { ui: false, raw: ['json'], jsonDocumentUrl: 'openapi.json' });
  await app.init();
  app.get(ProcessMetrics).register(registry);
  countRefused(registry, app.get(RefusedNotifications));
  return { app, api, registry };
}

/** The same routes without figures, lines or a description of themselves: for a process that holds many gateways and lets none of them listen. */
export async function buildRoutes(runtime: Runtime, webhooks: WebhookOptions, log: Logger): Promise<NestFastifyApplication> {
  const app = await compose(runtime, webhooks, doorOptions({}), log, createDoor());
  await app.init();
  return app;
}

async function compose(
  runtime: Runtime,
  webhooks: WebhookOptions,
  options: DoorOptions,
  log: Logger,
  { adapter, server }: ReturnType<typeof createDoor>,
): Promise<NestFastifyApplication> {
  const addresses = new Addresses(server);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.forRoot(runtime, webhooks, options, log), adapter, {
    ...quietStart(),
    bodyParser: false,
  });
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(new ProblemFilter((path) => addresses.methodsOf(path), options));
  return app;
}

/** The inside's application: `/docs` and `/metrics`. */
export async function buildInternalDoor({ api, registry }: Door): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(InternalModule.forRoot(registry), new FastifyAdapter(), quietStart());
  app.useGlobalFilters(new ProblemFilter(() => [], doorOptions({})));
  SwaggerModule.setup('docs', app, api, { raw: false });
  await app.init();
  return app;
}

/** Returns where it listens. Throws a `StartupError` that names the port and its variable where the port is taken. */
export async function listen(app: NestFastifyApplication, port: number, variable: string): Promise<string> {
  try {
    await app.listen(port, LOOPBACK);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'EADDRINUSE') throw new StartupError(`Port ${String(port)} is taken. Choose another one by ${variable}.`);
    if (code === 'EACCES') throw new StartupError(`Port ${String(port)} may not be listened on. Choose another one by ${variable}.`);
    throw error;
  }
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a TCP address');
  return `http://${LOOPBACK}:${String(address.port)}`;
}
