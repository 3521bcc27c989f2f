export * from './errors.js';
export { newCode, readCode } from './code-text.js';
export { newSerial, newSigningKey, TERMINAL_KEY_LIFE_MS } from './key-rules.js';
export { LastSeen } from './last-seen.js';
export { TerminalActivation, type ActivationRequest, type Origin, type TerminalIdentity } from './terminal-activation.js';
export { TerminalCheckIn, type CheckInRequest } from './terminal-check-in.js';
export { TerminalKeys } from './terminal-keys.js';
export { VendorAccess, type KnownVendor } from './vendor-access.js';
