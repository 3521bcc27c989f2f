import { Controller, Get, Header, Inject, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Registry } from 'prom-client';

/** For Prometheus. */
@ApiExcludeController()
@Controller('metrics')
class MetricsController {
  constructor(@Inject(Registry) private readonly registry: Registry) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}

/** What only the machine itself may see; its port is bound to loopback. */
@Module({})
export class InternalModule {
  static forRoot(registry: Registry): DynamicModule {
    return { module: InternalModule, controllers: [MetricsController], providers: [{ provide: Registry, useValue: registry }] };
  }
}
