import type { SandboxContext, Twin } from '../core/twin.js';
export function upayTwin(_context: SandboxContext): Twin {
  return { name: 'upay', operations: {}, register: () => undefined, act: () => ({ outcome: 'not_found' }) };
}
