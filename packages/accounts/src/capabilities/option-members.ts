import type { ProviderAdapter } from '@interlock/provider-kit';

type Schema = NonNullable<ProviderAdapter['options']['sale']>;
/** One member of `providerOptions`, or a member within it: `goodsDetails[].price`. */
export interface OptionMember {
  readonly member: string;
  readonly type: string;
  readonly required: boolean;
  readonly bound?: string;
  readonly description?: string;
}

/** What a JSON Schema of an option may say of itself. Source: JSON Schema 2020-12, validation. */
interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly items?: Described;
  readonly additionalProperties?: Described | boolean;
  readonly propertyNames?: Described;
  readonly anyOf?: readonly Described[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A schema does not change, and making one anew for each request would cost more than all else of the answer. */
const known = new WeakMap<Schema, readonly OptionMember[]>();

/** The members that a schema takes, from the schema alone. */
export function optionMembers(schema: Schema): readonly OptionMember[] {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const described = schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as Described;
  const members = membersOf(described, '');
  known.set(schema, members);
  return members;
}

function membersOf({ properties = {}, required = [] }: Described, path: string): readonly OptionMember[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const member = `${path}${name}`;
    const bound = boundOf(schema);
    const own: OptionMember = {
      member,
      type: typeOf(schema),
      required: required.includes(name),
      ...(bound === '' ? {} : { bound }),
      ...(schema.description === undefined ? {} : { description: schema.description }),
    };
    return [own, ...membersOf(schema, `${member}.`), ...(schema.items === undefined ? [] : membersOf(schema.items, `${member}[].`))];
  });
}

function typeOf(schema: Described): string {
  if (schema.enum !== undefined || schema.const !== undefined) return 'one of';
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'values' : typeOf(schema.items)}`;
  if (schema.type === 'object' && schema.properties === undefined) return 'object by name';
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  return schema.type === 'string' ? 'text' : (schema.type ?? 'any JSON');
}

function boundOf(schema: Described): string {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum } = schema;
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const inner = [schema.items, typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined]
    .filter((part) => part !== undefined && part.properties === undefined)
    .map((part) => (part === undefined ? '' : boundOf(part)))
    .filter((text) => text !== '')
    .map((text) => `each ${text}`);
  return [
    ...(values === undefined ? [] : [values.map((value) => String(value)).join(', ')]),
    ...range(minLength, maxLength, 'characters'),
    ...range(minItems, maxItems, 'items'),
    ...range(minimum, maximum, ''),
    ...patternOf(schema),
    ...(schema.propertyNames === undefined ? [] : namesOf(schema.propertyNames)),
    ...inner,
  ].join('; ');
}

const ANY_TEXT = '^.+$';
/** Zod writes a pattern for each format too; the format says it in a word. */
function patternOf({ format, pattern }: Described): readonly string[] {
  if (format !== undefined) return [format];
  return pattern === undefined || pattern === ANY_TEXT ? [] : [`\`${pattern}\``];
}

function namesOf(names: Described): readonly string[] {
  const bound = boundOf(names);
  return bound === '' ? [] : [`names ${bound}`];
}

/** Zod bounds every whole number by what a double holds, which bounds nothing. */
function range(min: number | undefined, max: number | undefined, unit: string): readonly string[] {
  const least = min === undefined || min === Number.MIN_SAFE_INTEGER ? undefined : String(min);
  const most = max === undefined || max === Number.MAX_SAFE_INTEGER ? undefined : String(max);
  if (least === undefined && most === undefined) return [];
  const text =
    least === undefined
      ? `at most ${String(most)}`
      : most === undefined
        ? `at least ${least}`
        : least === most
          ? least
          : `${least} to ${most}`;
  return [unit === '' ? text : `${text} ${unit}`];
}
