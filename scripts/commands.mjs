/**
 * @typedef {object} CommandEntry
 * @property {string} usage how it is typed
 * @property {string} summary one line: what it does
 * @property {string} help what `--help` adds to the summary
 * @property {readonly string[]} program what the pinned Node runs, relative to the root; further arguments follow it
 * @property {boolean} built whether it needs the packages built
 * @property {boolean} [explains] whether the program has a `--help` of its own for what follows its name
 */

const lab = 'apps/lab/dist/main.js';

const settings = `Settings (environment variables, checked at start and printed without their secrets):
  INTERLOCK_MODE            development (default) or production, which knows no sandbox, demo merchant or demo key
  INTERLOCK_PORT            the gateway's public port (3000)
  INTERLOCK_INTERNAL_PORT   the gateway's /docs and /metrics (3001)
  INTERLOCK_WORKER_PORT     the worker's /metrics and /livez (3002)
  INTERLOCK_SANDBOX_PORT    the providers' stand-in (3100)
  INTERLOCK_PUBLIC_URL      the address under which providers reach the gateway
  INTERLOCK_DATA_DIR        where the embedded PostgreSQL and the development keys live (.interlock)
  DATABASE_URL              a PostgreSQL 15 or newer of your own, instead of the embedded one
  INTERLOCK_MASTER_KEYS     key id to key, for the secrets in the database; in development one is made in the data directory
  INTERLOCK_DEMO_API_KEY    a fixed key for the demo merchant; otherwise one is made and printed
  KAFKA_BROKERS             host:port,host:port of a Kafka to which a worker relays every event; without it events stay in the database
  KAFKA_TOPIC               the topic they go to (interlock.orders)
  KAFKA_SSL                 true for TLS to the brokers (false)
  KAFKA_SASL_MECHANISM      plain, scram-sha-256 or scram-sha-512 (default), where a user is named
  KAFKA_USERNAME            the user at the cluster; with it KAFKA_PASSWORD
  KAFKA_PASSWORD            its password
  INTERLOCK_CASE_LIMITS     above this two people must agree to what is made of a case: USD:100000,*:0
  INTERLOCK_LOG_LEVEL       fatal, error, warn, info (default), debug or trace
  INTERLOCK_TRUSTED_PROXIES proxies of ours, by address or network, whose word on where a request comes from, and how, is believed
  INTERLOCK_TERMINAL_HTTP_STATUS HTTP status of the terminal door: always_200, or by_result_code
  INTERLOCK_KEY_RATE        requests in a second that one gateway takes of one API key (200); 0 for whatever comes
  INTERLOCK_TERMINAL_RATE   requests in a second that one gateway takes of one terminal (10); 0 for whatever comes
  INTERLOCK_WEBHOOK_ALLOW   private networks that webhooks may go to; in development this machine
  INTERLOCK_WEBHOOK_RETENTION_DAYS  days for which a webhook delivery that has ended is kept (30)
  INTERLOCK_PROVIDER_HOSTS          hosts of provider accounts, wallet:pay.example.com,codepay:*.example.com; otherwise those of the providers' documents
  INTERLOCK_PROVIDER_ALLOW          private networks that calls to providers may go to; in development this machine (127.0.0.0/8,::1/128)`;

/** Every root command. The order is the one of the overview. */
export const commands = /** @satisfies {Record<string, CommandEntry>} */ ({
  start: {
    usage: 'npm start [-- --fresh]',
    summary: 'starts PostgreSQL, the gateway, the worker and the provider sandbox; Ctrl-C stops them in order',
    help: `Prints where they listen, a demo API key and a curl line that works when pasted. Data survives a restart.\n\n  --fresh   begins anew: throws the embedded database and the demo merchant away first. The master keys stay, since a database of your own\n            may be sealed with them; one that DATABASE_URL names is never emptied, and the two are refused together\n\n${settings}`,
    program: [lab, 'start'],
    built: true,
  },
  demo: {
    usage: 'npm run demo',
    summary: 'tells the story of an order by itself, on free ports and a throw-away database',
    help: 'Exits 0 when our books and the truth of the providers’ stand-ins are equal in every line, 1 otherwise.',
    program: [lab, 'demo'],
    built: true,
  },
  dev: {
    usage: 'npm run dev [-- --fresh]',
    summary: 'like npm start, and starts again what a change of a source file concerns',
    help: `A change that does not build is reported, and what runs goes on.\n\n${settings}`,
    program: [lab, 'dev'],
    built: true,
  },
  migrate: {
    usage: 'npm run migrate',
    summary: 'brings the schema of the database of DATABASE_URL up to date, for gateways and workers of your own',
    help: 'Says which migrations ran; run again it does nothing. All of them are one transaction: one that fails leaves the database as it was.\nNo other setting is needed, and no key.',
    program: [lab, 'migrate'],
    built: true,
  },
  kafka: {
    usage: 'npm run kafka [-- --port <n>]',
    summary: 'starts a real Kafka for development, without containers; prints the KAFKA_BROKERS line to paste; Ctrl-C stops it in order',
    help: `Needs java, and mvn for the first time: the broker's jars are fetched once and kept in the account's cache directory. What it holds survives a\nrestart, in the data directory (INTERLOCK_DATA_DIR, .interlock).\n\n  --port <n>   where it listens; a free port when absent\n  --fresh      throws away what it held\n  --fetch      only brings the jars; the tests with a real broker need them and never fetch by themselves`,
    program: [lab, 'kafka'],
    built: true,
  },
  interlock: {
    usage: 'npm run -s interlock -- <command>',
    summary: "the operators' commands: orders, cases, the day, settings and keys of any gateway, by URL and key; verify a live database",
    help: `  order, case, day                       list, show and change orders and cases; what a business day brought
  merchant, store, terminal, vendor, …   list, show, create, change, disable; activation codes, provider accounts, API keys, webhooks, batches
  audit                                  who changed which setting
  verify                                 what must be true of every order, asked of a live database; exits 1 where it is not
  keys                                   the master keys under which secrets rest in the database

All of them: docs/cli.md. Each has --help: npm run -s interlock -- order refund --help`,
    program: ['apps/cli/dist/main.js'],
    built: true,
    explains: true,
  },
  conformance: {
    usage: 'npm run conformance [-- <provider>]',
    summary: "tries every case of the conformance kit on the providers' adapters, and prints the table",
    help: `Each adapter talks over real HTTP to a scripted server of its provider: every documented word, time-outs, forged and lost answers,\nwrong amounts, leaks, repeated sends, notifications. Exits 1 for a miss, which is named by operation and case.\n\n  <provider>   only this one: upay, codepay or wallet`,
    program: [lab, 'conformance'],
    built: true,
  },
  crash: {
    usage: 'npm run crash [-- --blows N]',
    summary: 'kills and freezes gateways, workers and PostgreSQL under load, and compares what is left with what the payers saw',
    help: `Real processes on free ports and a throw-away database: kill -9, SIGSTOP, and PostgreSQL started again on the same data. Merchants go on selling and\nrepeat what was not answered. Takes three to seven minutes, for at the end the product's own windows are waited for. The last line is one JSON object;\nexits 1 when an order, an amount or a row is not as it must be.\n\n  --blows N   how many fall (40), each kind at least once\n  --tills N   how many merchants sell at a time (8)\n  --seed N    of what is drawn (1)`,
    program: [lab, 'crash'],
    built: true,
  },
  explore: {
    usage: 'npm run explore [-- --config <name>]',
    summary: 'tries every interleaving of one order on the real decisions, and prints the shortest way to what is broken',
    help: `Breadth-first over requests, answers, queries, notifications, losses, crashes and time, with a small model of each kind of provider.\nPrints how many states there were. Exits 1 where something that must hold does not, with the steps that lead to it.\n\n  --config name   only this configuration; may be given several times\n  --list          names the configurations, and what each is about`,
    program: [lab, 'explore'],
    built: true,
  },
  bench: {
    usage: 'npm run bench [-- <name>] [-- --quick]',
    summary: 'measures sales per second, or what is named, and writes its section of docs/benchmarks.md',
    help: `Takes a few minutes, best on a machine that does nothing else. A budget that is missed is told, not failed.\n\n  <name>        what is measured: sales (which is what no name means), webhooks, recovery, claim, simulation\n  --quick       a short run, which shows that the measurement works; it writes nothing but what --out names\n  --date date   what the section is dated, 2026-11-21; today when absent\n  --out file    where the document goes`,
    program: [lab, 'bench'],
    built: true,
  },
  sim: {
    usage: 'npm run -s sim [-- --seed 1]',
    summary: 'tries to break the engine: seeded faults, crashes and races in virtual time, against the twins’ own books',
    help: `One process holds two gateways, two workers, PostgreSQL and the three twins; everything that could happen in another order passes one
scheduler. The same seed is the same run. A violation prints the seed and the order's timeline, and the command exits 1. The last line is one
JSON object: { seed, orders, operations, effects, crashes, faults, violations, cases, virtualSeconds, wallSeconds, trace }.

  --seed N      the seed (1), or the first of them
  --seeds N     so many seeds, each a run of its own, with progress (1)
  --jobs N      so many of them at a time, each in a process with a PostgreSQL of its own (as many as there are processors)
  --orders N    orders of each seed (200)
  --faults all|none|<list>   what goes wrong, names with commas between (all)
  --verbose     prints every effect as it is released`,
    program: [lab, 'sim'],
    built: true,
  },
  test: {
    usage: 'npm test [-- <package>…] [-- --force]',
    summary: 'runs every test and ends with the line "N passed, N failed"',
    help: `One embedded PostgreSQL serves the whole run. Packages that did not change since they passed are not run again, but counted.\n\n  <package>   only these packages, by their folder's name: npm test -- domain provider-upay\n  --force     runs what the cache already knows too`,
    program: ['scripts/test.mjs'],
    built: true,
  },
  check: {
    usage: 'npm run check [-- <step>…]',
    summary: 'checks format, lint, types, arrows between packages, unused code and the documents',
    help: `Every step runs even when one before it failed; the command fails if any did.\n\n  <step>   only these: format lint types arrows unused docs`,
    program: ['scripts/check.mjs'],
    built: false,
  },
  audit: {
    usage: 'npm run audit',
    summary: 'asks the registry which of the locked packages have known vulnerabilities, of high severity and above',
    help: `Needs a registry that offers the audit; pnpm_config_registry names another. No test and no check runs it.
Exits 0 when there is none, 1 when there is one, 2 when nothing was found out: the registry cannot be reached, or offers no audit.
An advisory that does not concern us is accepted in pnpm-workspace.yaml, with the reason beside it:

  audit:
    ignore:
      - GHSA-xxxx-yyyy-zzzz # why it does not concern us`,
    program: ['scripts/audit.mjs'],
    built: false,
  },
  pack: {
    usage: 'npm run pack [-- <folder>]',
    summary: "makes a package of the operators' commands that needs nothing but Node: npm install -g interlock-cli-<version>.tgz",
    help: `Prints the file that it made. What is installed from it works against any gateway, by URL and key, and against a database, by DATABASE_URL.

  <folder>   where the package goes; this folder when absent`,
    program: ['scripts/pack.mjs'],
    built: true,
  },
  gen: {
    usage: 'npm run gen',
    summary: 'writes the parts of the documents that come from code',
    help: 'They stand between "<!-- generated: … -->" and "<!-- end -->". npm run check fails while one of them is stale, or a link leads nowhere.',
    program: ['scripts/gen.mjs'],
    built: false,
  },
});

/** @typedef {keyof typeof commands} CommandName */

/** @param {string | undefined} name @returns {name is CommandName} */
export function isCommand(name) {
  return name !== undefined && Object.hasOwn(commands, name);
}

/** What `--help` prints: of one command, or of all. */
export function help(/** @type {CommandName | undefined} */ name) {
  if (name) {
    const { usage, summary, help: more } = commands[name];
    return `${usage}\n\n${summary}${more ? `\n\n${more}` : ''}\n`;
  }
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(38)}${summary}`);
  return `Interlock's commands, each with --help (npm start -- --help):\n\n${lines.join('\n')}\n`;
}
