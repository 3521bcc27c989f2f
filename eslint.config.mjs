import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The one file that may ask PostgreSQL for the time: it compares the process's clock with the database's (docs/architecture.md, clocks). */
const clockCheck = 'packages/persistence/src/server/clock-check.ts';

/** Functions by which SQL would read the database's clock or make up an id; both come as parameters, so that a simulation owns them. */
const sqlClock = String.raw`\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\(|\b(current_(timestamp|date|time)|localtime(stamp)?)\b`;
const sqlIds = String.raw`\b(gen_random_uuid|uuid_generate_v\d\w*|uuidv[47])\(`;

const ownTime = 'Time and ids are parameters of a statement (docs/architecture.md, clocks): pass them in.';
const noClockInSql = [sqlClock, sqlIds].flatMap((pattern) => [
  { selector: `TemplateElement[value.raw=/${pattern}/i]`, message: ownTime },
  { selector: `Literal[value=/${pattern}/i]`, message: ownTime },
]);
const noClockByColumn = ['CreateDateColumn', 'UpdateDateColumn', 'DeleteDateColumn'].map((name) => ({
  selector: `Decorator > CallExpression[callee.name="${name}"]`,
  message: ownTime,
}));

const takeTheClock = 'The time is a parameter here: take the clock, so that a test and a simulation can own it.';
const noClockOfOurs = [
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: takeTheClock },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: takeTheClock },
];

/** What somebody could find out letter by letter from the time that a comparison takes. That it is there at all may be asked. */
const secretNames = '/^(signature|sign|digest|hmac|mac|codeHash|keyHash)$/';
const noPlainCompare = ['left', 'right'].flatMap((side) =>
  [`${side}.name`, `${side}.property.name`].map((name) => ({
    selector: `BinaryExpression[operator=/^[!=]==$/][${name}=${secretNames}]:not([left.type="Literal"]):not([right.type="Literal"]):not([right.type="Identifier"][right.name="undefined"])`,
    message: 'Compare signatures and hashes of secrets by timingSafeEqual: how long it takes must not tell where they differ.',
  })),
);

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '**/.turbo/', '**/.interlock/', 'packages/client/src/schema.ts']),
  eslint.configs.recommended,
  {
    files: ['**/*.ts', 'scripts/*.mjs'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A type that only types is imported as one. Nest reads a constructor's classes at run time from the decorators' metadata, where the
      // rule knows to leave the import whole.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      // A Nest module is a class that holds nothing but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // What an interface calls a promise is kept by an async function, so that whatever it throws is a rejection.
      '@typescript-eslint/require-await': 'off',
      'no-undef': 'off', // the compiler's work
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // The rules do not see the casts that JSDoc writes for plain JavaScript; the compiler does.
    files: ['scripts/*.mjs'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-return': 'off' },
  },
  {
    // What a server answered is anything at all; the expectation is what checks it.
    files: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
  { files: ['apps/lab/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.mjs', '**/*.cjs'], ignores: ['scripts/*.mjs'], languageOptions: { globals: nodeGlobals('URL', 'process') } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: nodeGlobals('module', 'require') } },
  // Read by whatever Node there is, before it can be told to be too old.
  { files: ['scripts/{run,node-version}.cjs'], languageOptions: { ecmaVersion: 5 } },
  {
    files: ['{apps,packages}/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', clockCheck],
    rules: { 'no-restricted-syntax': ['error', ...noClockInSql, ...noClockByColumn] },
  },
  {
    // The lab and the sandbox guard nothing of anybody's.
    files: ['{packages/*,apps/gateway,apps/worker,apps/cli}/src/**/*.ts'],
    ignores: ['**/*.spec.ts', clockCheck],
    rules: { 'no-restricted-syntax': ['error', ...noClockInSql, ...noClockByColumn, ...noPlainCompare] },
  },
  {
    files: ['packages/{domain,orders,provider-*}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noClockInSql, ...noClockByColumn, ...noClockOfOurs, ...noPlainCompare] },
  },
);

/** @param {readonly string[]} names */
function nodeGlobals(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
