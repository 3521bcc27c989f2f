import { InvalidProviderOptions } from '@interlock/domain';
import { PROVIDER_NAMES } from '@interlock/domain';
import type { OperationKind, ProviderName } from '@interlock/domain';
import type { ProviderAdapter } from '@interlock/provider-kit';
import type { z } from 'zod';

/** `providerOptions` of a command as it came: a member for each provider that the caller has something to say to. */
export type ProviderOptionsInput = Readonly<Partial<Record<ProviderName, unknown>>>;
/** The same as the adapters' own schemas give them. */
export type ProviderOptions = Readonly<Partial<Record<ProviderName, unknown>>>;

/**
 * Checks each member by the schema of its adapter for this operation. What could never be carried out is refused, not ignored: an option of
 * a provider that is not asked, and an option that the operation does not know. Throws `InvalidProviderOptions`, naming every member at fault.
 */
export function providerOptions(
  given: ProviderOptionsInput | undefined,
  kind: OperationKind,
  asked: readonly ProviderAdapter[],
): ProviderOptions {
  const faults: { path: string; message: string }[] = [];
  const parsed: Partial<Record<ProviderName, unknown>> = {};
  for (const name of PROVIDER_NAMES) {
    const options = given?.[name];
    if (options === undefined) continue;
    const path = `providerOptions.${name}`;
    const adapter = asked.find((candidate) => candidate.name === name);
    const schema = adapter?.options[kind];
    if (adapter === undefined) faults.push({ path, message: `${name} is not asked: ${otherwise(asked)}` });
    else if (schema === undefined) faults.push({ path, message: `${name} takes no options for this operation` });
    else {
      const result = schema.safeParse(options);
      if (result.success) parsed[name] = result.data;
      else faults.push(...result.error.issues.flatMap((issue) => faultsOf(path, issue)));
    }
  }
  if (faults.length > 0) throw new InvalidProviderOptions(faults);
  return parsed;
}

const otherwise = (asked: readonly ProviderAdapter[]): string => `this goes to ${[...new Set(asked.map(({ name }) => name))].join(' or ')}`;

function faultsOf(path: string, issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const at = [path, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: `${at}.${key}`, message: 'is not an option of this operation' }));
  return [{ path: at, message: issue.message }];
}
