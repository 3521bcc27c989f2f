import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './workspace.mjs';

/** @type {{ forbidden: { name: string }[] }} */
const rules = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));

const packages = [
  'domain',
  'provider-kit',
  'provider-upay',
  'provider-wallet',
  'persistence',
  'accounts',
  'orders',
  'settlement',
  'webhooks',
  'directory',
  'terminal-door',
  'client',
];
const apps = ['gateway', 'worker', 'sandbox', 'lab', 'console', 'cli'];

/** One forbidden import for each rule, and for the rules that say several things, for each thing. */
const forbidden = [
  { rule: 'domain-imports-only-itself', from: 'packages/domain/src/a.ts', to: '@interlock/persistence' },
  { rule: 'provider-kit-imports-only-domain', from: 'packages/provider-kit/src/a.ts', to: '@interlock/orders' },
  { rule: 'persistence-imports-only-domain', from: 'packages/persistence/src/a.ts', to: '@interlock/provider-kit' },
  { rule: 'orders-imports-only-domain-provider-kit-persistence-accounts', from: 'packages/orders/src/a.ts', to: '@interlock/settlement' },
  { rule: 'accounts-imports-only-domain-provider-kit-persistence', from: 'packages/accounts/src/a.ts', to: '@interlock/orders' },
  {
    rule: 'settlement-imports-only-domain-provider-kit-persistence-accounts',
    from: 'packages/settlement/src/a.ts',
    to: '@interlock/orders',
  },
  {
    rule: 'webhooks-imports-only-domain-provider-kit-persistence-accounts-orders-terminal-door',
    from: 'packages/webhooks/src/a.ts',
    to: '@interlock/settlement',
  },
  { rule: 'directory-imports-only-domain-provider-kit-persistence-accounts', from: 'packages/directory/src/a.ts', to: '@interlock/orders' },
  {
    rule: 'terminal-door-imports-only-domain-persistence-accounts-orders-directory',
    from: 'packages/terminal-door/src/a.ts',
    to: '@interlock/provider-kit',
  },
  { rule: 'providers-are-strangers', from: 'packages/provider-upay/src/a.ts', to: '@interlock/provider-wallet' },
  { rule: 'providers-are-strangers', from: 'packages/provider-upay/src/b.ts', to: '@interlock/persistence' },
  { rule: 'only-apps-name-providers', from: 'packages/orders/src/b.ts', to: '@interlock/provider-upay' },
  { rule: 'packages-import-no-app', from: 'packages/orders/src/c.ts', to: '@interlock/gateway' },
  { rule: 'apps-import-no-app', from: 'apps/gateway/src/a.ts', to: '@interlock/worker' },
  { rule: 'nothing-imports-the-lab', from: 'apps/worker/src/a.ts', to: '@interlock/lab' },
  { rule: 'sandbox-imports-only-domain', from: 'apps/sandbox/src/a.ts', to: '@interlock/provider-kit' },
  { rule: 'sandbox-imports-only-domain', from: 'apps/sandbox/src/b.ts', to: '@interlock/provider-upay' },
  { rule: 'console-imports-no-package', from: 'apps/console/src/a.ts', to: '@interlock/domain' },
  { rule: 'client-imports-only-itself', from: 'packages/client/src/a.ts', to: '@interlock/domain' },
  { rule: 'cli-imports-only-domain-persistence-the-client-and-the-invariants', from: 'apps/cli/src/a.ts', to: '@interlock/orders' },
  { rule: 'invariants-stand-alone', from: 'packages/orders/src/invariants/a.ts', to: '../inner.js' },
  { rule: 'invariants-stand-alone', from: 'packages/orders/src/invariants/b.ts', to: '@interlock/persistence' },
  { rule: 'domain-is-pure', from: 'packages/domain/src/b.ts', to: 'node:fs' },
  { rule: 'domain-knows-no-framework', from: 'packages/domain/src/c.ts', to: 'pg' },
  { rule: 'through-the-index-only', from: 'apps/gateway/src/b.ts', to: '../../../packages/orders/src/inner.js' },
  { rule: 'nothing-unresolvable', from: 'apps/gateway/src/c.ts', to: '@interlock/orders/src/inner.js' },
  { rule: 'tests-stay-tests', from: 'apps/gateway/src/d.ts', to: '@interlock/persistence/testing' },
  { rule: 'tests-stay-tests', from: 'apps/lab/src/start/a.ts', to: '@interlock/provider-upay/testing' },
  { rule: 'tests-stay-tests', from: 'packages/orders/src/d.ts', to: './some.spec.js' },
  { rule: 'no-cycles', from: 'packages/orders/src/cycle-one.ts', to: './cycle-two.js' },
  { rule: 'only-declared-dependencies', from: 'apps/gateway/src/e.ts', to: 'undeclared' },
];

/** The arrows of the architecture, each of which must stay allowed. */
const allowed = [
  ['packages/provider-kit/src/index.ts', '@interlock/domain'],
  ['packages/provider-upay/src/index.ts', '@interlock/domain', '@interlock/provider-kit', 'node:crypto'],
  ['packages/provider-wallet/src/index.ts', '@interlock/domain', '@interlock/provider-kit'],
  ['packages/persistence/src/index.ts', '@interlock/domain', 'pg'],
  ['packages/orders/src/index.ts', '@interlock/domain', '@interlock/provider-kit', '@interlock/persistence', './inner.js'],
  ['packages/orders/src/some.db.spec.ts', '@interlock/persistence/testing'],
  ['packages/settlement/src/index.ts', '@interlock/domain', '@interlock/provider-kit', '@interlock/persistence'],
  ['packages/webhooks/src/index.ts', '@interlock/domain', '@interlock/persistence', '@interlock/orders'],
  ['packages/directory/src/index.ts', '@interlock/domain', '@interlock/provider-kit', '@interlock/persistence', '@interlock/accounts'],
  [
    'apps/gateway/src/index.ts',
    '@interlock/directory',
    '@interlock/orders',
    '@interlock/webhooks',
    '@interlock/provider-upay',
    '@interlock/provider-wallet',
    '@interlock/persistence',
  ],
  ['apps/worker/src/index.ts', '@interlock/orders', '@interlock/settlement', '@interlock/provider-upay'],
  ['apps/sandbox/src/index.ts', '@interlock/domain'],
  ['apps/cli/src/index.ts', '@interlock/domain', '@interlock/persistence', '@interlock/orders/invariants'],
  ['packages/orders/src/invariants/index.ts', 'pg', './inner.js'],
  ['packages/orders/src/invariants/some.spec.ts', '@interlock/persistence', '../inner.js'],
  ['apps/lab/src/index.ts', '@interlock/gateway', '@interlock/worker', '@interlock/sandbox'],
  ['apps/lab/src/conformance/conformance.ts', '@interlock/provider-kit/testing', '@interlock/provider-upay/testing'],
  ['apps/lab/src/exploration/search.ts', '@interlock/domain/testing'],
];

describe('the arrows between packages', () => {
  /** @type {string} */
  let folder;
  /** @type {{ rule: string, from: string }[]} */
  let violations;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'interlock-arrows-')));
    drawWorkspace(folder);
    violations = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(forbidden)('$rule: $from may not import $to', ({ rule, from }) => {
    expect(violations).toContainEqual({ rule, from });
  });

  it('lets every other arrow be', () => {
    const drawnWrong = new Set([...forbidden.map(({ from }) => from), 'packages/orders/src/cycle-two.ts']);
    expect(violations.filter(({ from }) => !drawnWrong.has(from))).toEqual([]);
  });

  it('proves every rule there is', () => {
    expect(new Set(forbidden.map(({ rule }) => rule))).toEqual(new Set(rules.forbidden.map(({ name }) => name)));
  });
});

/** A workspace of the real shape whose files hold the imports above and nothing else. */
function drawWorkspace(/** @type {string} */ folder) {
  const put = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  put('package.json', '{ "name": "workspace", "type": "module" }');
  for (const path of [...packages.map((name) => `packages/${name}`), ...apps.map((name) => `apps/${name}`)]) {
    const name = `@interlock/${path.split('/')[1] ?? ''}`;
    const doors = Object.fromEntries(
      Object.entries({ '.': 'index', './testing': 'testing/index', './invariants': 'invariants/index' }).map(([door, file]) => [
        door,
        { '@interlock/source': `./src/${file}.ts` },
      ]),
    );
    put(`${path}/package.json`, JSON.stringify({ name, type: 'module', exports: doors, dependencies: { pg: '*' } }));
    put(`${path}/src/index.ts`, 'export {};');
    put(`${path}/src/testing/index.ts`, 'export {};');
    mkdirSync(join(folder, 'node_modules', '@interlock'), { recursive: true });
    symlinkSync(join(folder, path), join(folder, 'node_modules', name));
  }
  for (const name of ['pg', 'undeclared']) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    put(`node_modules/${name}/index.js`, '');
  }
  put('packages/orders/src/inner.ts', 'export {};');
  put('packages/orders/src/invariants/inner.ts', 'export {};');
  put('packages/orders/src/some.spec.ts', 'export {};');
  put('packages/orders/src/cycle-two.ts', importing('./cycle-one.js'));
  for (const [path, ...imports] of allowed) put(path ?? '', imports.map(importing).join('\n'));
  for (const { from, to } of forbidden) put(from, importing(to));
}

function importing(/** @type {string} */ what) {
  return `import '${what}';`;
}

/** @returns {{ rule: string, from: string }[]} */
function cruise(/** @type {string} */ folder) {
  const args = ['apps', 'packages', '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const output = execFileSync(join(root, 'node_modules', '.bin', 'depcruise'), args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  /** @type {{ summary: { violations: { rule: { name: string }, from: string }[] } }} */
  const { summary } = JSON.parse(output);
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}
