export { ApiClient, type ApiAnswer, type Problem } from './api-client.js';
export { ControlDoor, type Fault } from './control-door.js';
export { eventually } from './eventually.js';
export { Service, ServiceFailed, type ServiceName } from './service.js';
export { startSystem, type Demo, type System, type SystemOptions } from './system.js';
export { startThrowAwaySystem, type ThrowAwaySystem } from './throw-away-system.js';
