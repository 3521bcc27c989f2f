export { AccountDirectory } from './account-directory.js';
export { AccountsModule } from './accounts.module.js';
export { chargeReference } from './charge-reference.js';
export { openRuntime } from './open-runtime.js';
export { ProviderRegistry } from './provider-registry.js';
export type { OpenedCall } from './provider-registry.js';
export { RUNTIME } from './runtime.js';
export type { Clock, Runtime } from './runtime.js';
