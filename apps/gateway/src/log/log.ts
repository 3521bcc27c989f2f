import { createLog } from '@interlock/orders';
import type { Settings } from '@interlock/persistence';
import type { DestinationStream, Logger } from 'pino';

export function createGatewayLog(level: Settings['logLevel'], destination?: DestinationStream): Logger {
  return createLog({ process: 'gateway', level, ...(destination === undefined ? {} : { destination }) });
}
