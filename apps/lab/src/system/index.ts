export { ApiClient, type ApiAnswer, type Problem } from './api-client.js';
export { ControlDoor } from './control-door.js';
export { eventually } from './eventually.js';
export { press } from './payer-page.js';
export { Service, type ServiceName } from './service.js';
export { startSystem, type Demo, type System } from './system.js';
export { startThrowAwaySystem, type ThrowAwaySystem } from './throw-away-system.js';
export { Till, told, type TillAnswer, type TillCredentials } from './till.js';
