import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * Lets a plain Node process run the workspace's TypeScript as jest does: `node --import @interlock/persistence/testing/register-source file.ts`.
 * For what jest itself does not transform: its global set-up, and the processes that tests start in order to kill them.
 */
const options = JSON.parse(readFileSync(new URL('../../../../.swcrc', import.meta.url), 'utf8'));
const ours = /\/(packages|apps)\/[^/]+\/(?!node_modules\/).*\.ts$/;

registerHooks({
  resolve(specifier, context, next) {
    const conditions = ['@interlock/source', ...context.conditions];
    const source = specifier.startsWith('.') && context.parentURL !== undefined && ours.test(context.parentURL);
    return next(source ? specifier.replace(/\.js$/, '.ts') : specifier, { ...context, conditions });
  },
  load(url, context, next) {
    if (!ours.test(url)) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
