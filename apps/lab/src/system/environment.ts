import { variables, type Settings } from '@interlock/persistence';

/** Secrets that a process has no use for. The demo key is found by its hash; in clear it has no business in another process. */
const secretsOfOthers = { gateway: ['demoApiKey', 'kafkaPassword'], worker: ['demoApiKey'] } as const;

/** The environment of a gateway or a worker: exactly these settings, whatever the person's shell says of them. */
export function serviceEnvironment(service: keyof typeof secretsOfOthers, settings: Settings): NodeJS.ProcessEnv {
  const withheld: readonly string[] = secretsOfOthers[service];
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const [setting, name] of Object.entries(variables)) {
    const value = settings[setting as keyof Settings];
    if (value === undefined || withheld.includes(setting)) delete env[name];
    else env[name] = asText(value);
  }
  return env;
}

/** As the variable is read: lists by commas, and a host with its provider before it. */
function asText(value: NonNullable<Settings[keyof Settings]>): string {
  if (typeof value !== 'object') return String(value);
  return value.map((item) => (typeof item === 'string' ? item : `${item.provider}:${item.host}`)).join(',');
}

/** The sandbox stands in for strangers: it gets its own variables and none of ours. Without `books` it keeps its orders in memory. */
export function sandboxEnvironment(port: number, accountsFile: string, books: string | undefined): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    INTERLOCK_SANDBOX_PORT: String(port),
    INTERLOCK_SANDBOX_ACCOUNTS: accountsFile,
    ...(books === undefined ? {} : { INTERLOCK_SANDBOX_STATE: books }),
  };
}
