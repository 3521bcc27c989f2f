/** When each text among an account's secrets became the present one, ISO 8601, by its path such as `walletPublicKeys.1`. */
export type SecretDates = Readonly<Record<string, string>>;

/** Every text among an account's secrets by its path; what is no text is no secret. */
export function secretTexts(secrets: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof secrets === 'string') return new Map([[path, secrets]]);
  if (typeof secrets !== 'object' || secrets === null) return new Map();
  const prefix = path === '' ? '' : `${path}.`;
  return new Map(Object.entries(secrets).flatMap(([name, member]) => [...secretTexts(member, prefix + name)]));
}

/** The dates after a change at that moment: what stays as it was keeps its own. */
export function datedSecrets(
  before: { readonly secrets: unknown; readonly secretDates: SecretDates } | undefined,
  after: unknown,
  at: Date,
): SecretDates {
  const known = secretTexts(before?.secrets);
  const dates = before?.secretDates ?? {};
  return Object.fromEntries(
    [...secretTexts(after)].map(([path, text]) => {
      const date = known.get(path) === text ? dates[path] : undefined;
      return [path, date ?? at.toISOString()];
    }),
  );
}
