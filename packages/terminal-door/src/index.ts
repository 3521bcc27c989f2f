export type { DoorRequest } from './access/door-request.js';
export { FlatNotifications, isAcknowledged, nextFlatAttemptAt } from './notifications/flat-notifications.js';
export { PollCalls } from './orders/poll-calls.js';
export { TerminalDoor, type DoorAnswer } from './terminal-door.js';
export { TerminalDoorModule } from './terminal-door.module.js';
export { CANCEL_REFUND } from './view/told-order.js';
export { fields } from './wire/fields.js';
export { refusedEnvelope, RequestRefused, type Envelope } from './wire/envelope.js';
