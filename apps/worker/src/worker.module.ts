import { OrdersModule } from '@interlock/orders';
import type { Runtime } from '@interlock/orders';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { InternalController } from './internal.controller.js';
import { Recovery } from './recovery.js';

/** The gateway's modules in another composition: no public door, and the job that carries on what is due. */
@Module({})
export class WorkerModule {
  static forRoot(runtime: Runtime, logLevel: string): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        LoggerModule.forRoot({
          pinoHttp: {
            level: logLevel,
            autoLogging: false,
            base: { process: 'worker' },
            redact: { paths: ['req.headers.authorization', '*.authorization', '*.secrets', '*.accessToken'], censor: '[redacted]' },
            ...(process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { singleLine: true } } } : {}),
          },
        }),
        OrdersModule.forRoot(runtime),
      ],
      controllers: [InternalController],
      providers: [Recovery],
    };
  }
}
