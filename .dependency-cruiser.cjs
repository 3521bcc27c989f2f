// The arrows between packages (docs/architecture.md): each rule is one arrow that must not be drawn. scripts/arrows.spec.mjs proves that
// every rule here bites.

/** What a package may import of the workspace, itself aside. A package that is not named here may import nothing of it. */
const mayImport = {
  domain: [],
  'provider-kit': ['domain'],
  persistence: ['domain'],
  accounts: ['domain', 'provider-kit', 'persistence'],
  orders: ['domain', 'provider-kit', 'persistence', 'accounts'],
  settlement: ['domain', 'provider-kit', 'persistence', 'accounts'],
  directory: ['domain', 'provider-kit', 'persistence', 'accounts'],
  'terminal-door': ['domain', 'persistence', 'accounts', 'orders', 'directory'],
  // What it knows of the gateway is written in docs/api/openapi.json.
  client: [],
  webhooks: ['domain', 'provider-kit', 'persistence', 'accounts', 'orders', 'terminal-door'],
};
const providers = 'provider-(?!kit/)[^/]+';

/** @param {readonly string[]} names */
const oneOf = (names) => (names.length === 0 ? '(?!)' : `^packages/(${names.join('|')})/`);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([name, allowed]) => ({
      name: `${name}-imports-only-${allowed.length === 0 ? 'itself' : allowed.join('-')}`,
      severity: 'error',
      from: { path: `^packages/${name}/` },
      to: { path: '^(packages|apps)/', pathNot: oneOf([name, ...allowed]) },
    })),
    {
      name: 'providers-are-strangers',
      comment: 'A provider package translates one provider: it knows the domain and the kit, and no other provider.',
      severity: 'error',
      from: { path: `^packages/(${providers})/` },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(domain|provider-kit|$1)/' },
    },
    {
      name: 'only-apps-name-providers',
      comment: 'Concrete providers are listed in an app (providers.ts); everything else knows the adapter interface.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/${providers}/` },
      to: { path: `^packages/${providers}/` },
    },
    {
      name: 'packages-import-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-import-no-app',
      comment: 'Only the lab composes other apps.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/lab/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'nothing-imports-the-lab',
      severity: 'error',
      from: { pathNot: '^apps/lab/' },
      to: { path: '^apps/lab/' },
    },
    {
      name: 'sandbox-imports-only-domain',
      comment: 'The stand-ins are written from the providers’ documents and sign by code of their own, so that both sides can disagree.',
      severity: 'error',
      from: { path: '^apps/sandbox/' },
      to: { path: '^packages/', pathNot: '^packages/domain/' },
    },
    {
      name: 'console-imports-no-package',
      comment: 'The back office’s pages talk to the gateway over HTTP only.',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^packages/' },
    },
    {
      name: 'cli-imports-only-domain-persistence-the-client-and-the-invariants',
      comment: 'The operators’ commands talk to the gateway over HTTP, or read the database by what is written for that.',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^packages/', pathNot: '^packages/((domain|persistence|client)/|orders/src/invariants/)' },
    },
    {
      name: 'invariants-stand-alone',
      comment: 'They are data and one loop over them, so that a command can run them without loading what they watch over.',
      severity: 'error',
      from: { path: '^packages/orders/src/invariants/', pathNot: '[.]spec[.]ts$' },
      to: { pathNot: '^packages/orders/src/invariants/|node_modules/(@types/)?pg(/|$)' },
    },
    {
      name: 'domain-is-pure',
      comment: 'No framework, no file, no network, no clock of its own.',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: '[.]spec[.]ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-knows-no-framework',
      severity: 'error',
      from: { path: '^packages/domain/src/' },
      to: { path: 'node_modules/(@nestjs|fastify|typeorm|pg|undici|rxjs)(/|$)' },
    },
    {
      name: 'through-the-index-only',
      comment: 'A package is reached by its name and the doors its package.json exports, never by a path into its folder.',
      severity: 'error',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: { path: '^(apps|packages)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'tests-stay-tests',
      comment:
        'What a package ships does not lean on a test or on code made for tests; the conformance and the explore commands are tests that are run by hand.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: '[.]spec[.]ts$|/testing/|^apps/lab/src/(conformance|exploration)/' },
      to: { path: '[.]spec[.]ts$|^(apps|packages)/[^/]+/src/testing/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'only-declared-dependencies',
      comment: 'Named in the package’s own package.json: a package that is only found by luck is gone tomorrow.',
      severity: 'error',
      from: { path: '^(apps|packages)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|[.]turbo)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    // Types are arrows too.
    tsPreCompilationDeps: true,
    // The root’s tools (jest, swc) serve every package; what else a package imports it names itself, which knip checks.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@interlock/source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
  },
};
