export { buildRoutes } from './doors.js';
export { createGatewayLog } from './log/log.js';
export { providers } from './providers.js';
export { startGateway, type Gateway, type GatewayDependencies } from './start-gateway.js';
