import { fingerprint, secretTexts, type AccountRecord } from '@interlock/persistence';

/** A shorter one, such as a password, could be searched for by its fingerprint. */
const LEAST_FINGERPRINTED = 24;

/** A provider account as the platform's doors show it. Times are ISO 8601; absent members are left out, never null. */
export interface ProviderAccountView {
  readonly id: string;
  readonly mode: 'test' | 'live';
  readonly provider: string;
  readonly name: string;
  readonly currency: string;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  /** By path, such as `walletPublicKeys.1`. The fingerprint is the first 16 hex digits of the SHA-256 of the secret as it is kept. */
  readonly secrets: Readonly<Record<string, { readonly fingerprint?: string; readonly changedAt: string }>>;
  /** Present and true: no master key opens the secrets; they must be given anew. */
  readonly secretsUnreadable?: true;
  /** Where the provider's notifications go. */
  readonly notifyUrl: string;
  /** Of accounts whose key is changed by check-ins. */
  readonly checkIn?: {
    readonly keyIssuedAt?: string;
    readonly dueAt?: string;
    readonly lastError?: string;
    readonly failingSince?: string;
  };
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function accountView(account: AccountRecord, notifyUrl: string): ProviderAccountView {
  const { id, mode, provider, name, currency, enabled, settings, createdAt, updatedAt } = account;
  return {
    ...{ id, mode, provider, name, currency, enabled, settings },
    secrets: shownSecrets(account),
    ...(account.secrets === undefined ? { secretsUnreadable: true } : {}),
    notifyUrl,
    ...checkInOf(account),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

type Secrets = Pick<AccountRecord, 'secrets' | 'secretDates' | 'createdAt'>;

/** What of the secrets may be seen: that they are there, which they are, and since when. */
function shownSecrets({ secrets, secretDates, createdAt }: Secrets): ProviderAccountView['secrets'] {
  const texts = secretTexts(secrets);
  const paths = secrets === undefined ? Object.keys(secretDates) : [...texts.keys()];
  return Object.fromEntries(
    paths.sort().map((path) => {
      const text = texts.get(path) ?? '';
      const print = text.length < LEAST_FINGERPRINTED ? {} : { fingerprint: fingerprint(text) };
      return [path, { ...print, changedAt: secretDates[path] ?? createdAt.toISOString() }];
    }),
  );
}

/** What the audit log says of an account. */
export function auditedAccount(
  account: Pick<AccountRecord, 'provider' | 'name' | 'currency' | 'enabled' | 'settings' | 'secrets' | 'secretDates' | 'createdAt'>,
): object {
  const { provider, name, currency, enabled, settings } = account;
  return { provider, name, currency, enabled, settings, secrets: shownSecrets(account) };
}

function checkInOf({ keyIssuedAt, checkInDueAt, checkInError, checkInFailingSince }: AccountRecord): Pick<ProviderAccountView, 'checkIn'> {
  if (checkInDueAt === null) return {};
  return {
    checkIn: {
      ...(keyIssuedAt === null ? {} : { keyIssuedAt: keyIssuedAt.toISOString() }),
      dueAt: checkInDueAt.toISOString(),
      ...(checkInError === null ? {} : { lastError: checkInError }),
      ...(checkInFailingSince === null ? {} : { failingSince: checkInFailingSince.toISOString() }),
    },
  };
}
