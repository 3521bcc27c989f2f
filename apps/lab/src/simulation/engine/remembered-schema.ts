import type { ProviderAdapter } from '@interlock/provider-kit';

type Schema = ProviderAdapter['secretsSchema'];

/**
 * The same schema, which reads the same text once: every process reads the same few accounts anew every two seconds of a time that costs nothing, and
 * reading an account's keys costs more than what is done with them. An adapter keeps what it made of an account for as long as it gets the same object.
 */
export function rememberedSchema(schema: Schema): Schema {
  const known = new Map<string, unknown>();
  const parse = (given: unknown): unknown => {
    const text = JSON.stringify(given);
    if (!known.has(text)) known.set(text, schema.parse(given));
    return known.get(text);
  };
  return Object.create(schema, { parse: { value: parse } }) as Schema;
}
