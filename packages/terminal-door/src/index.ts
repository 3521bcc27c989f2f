export type { DoorRequest } from './access/door-request.js';
export { TerminalDoor, type DoorAnswer } from './terminal-door.js';
export { TerminalDoorModule } from './terminal-door.module.js';
export { fields } from './wire/fields.js';
export { refusedEnvelope, RequestRefused, type Envelope } from './wire/envelope.js';
