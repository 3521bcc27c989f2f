import { createLog } from '@interlock/orders';
import type { Settings } from '@interlock/persistence';
import type { DestinationStream, Logger } from 'pino';
import { currentRequest } from '../http/request-id.js';

/** The gateway's log: every line made under a request carries its id. */
export function createGatewayLog(level: Settings['logLevel'], destination?: DestinationStream): Logger {
  return createLog({
    process: 'gateway',
    level,
    context: () => {
      const requestId = currentRequest.getStore();
      return requestId === undefined ? {} : { requestId };
    },
    ...(destination === undefined ? {} : { destination }),
  });
}
