import type { OpenAPIObject } from '@nestjs/swagger';
import { sample } from 'openapi-sampler';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What a member of this name holds in an example, where its schema gives only a pattern. */
const values: Readonly<Record<string, string>> = {
  currency: 'USD',
  value: '1000',
  merchantOrderNo: 'A-1001',
  refundNo: 'R-1',
  storeNo: 'S-1',
  terminalSn: 'T-1001',
  terminalSns: 'T-1001',
  min: '1',
  max: '99999999',
  // The terminal door's.
  terminal_sn: '10298371039',
  wait_seconds: '25',
  delivery_no: '1',
  device_id: 'android-imei-001',
  client_sn: 'TILL-1001',
  total_amount: '1250',
  refund_amount: '500',
  refund_request_no: 'R-1',
  dynamic_id: '130818341921441147',
  subject: 'Two coffees',
  operator: 'ana',
  target_terminal_sn: '10298371040',
  expire_seconds: '300',
};

/** An example of a schema: its own examples, else what its formats and types allow. Members that are given only with certain others are left out. */
export function sampleOf(schema: object, document: OpenAPIObject): unknown {
  const spec = withValues({ components: document.components } as unknown as Json) as object;
  return sample(withValues(schema as Json) as object, { skipNonRequired: false, quiet: true }, spec);
}

/** The schema, with an example for each member that is known by its name and has none. */
function withValues(node: Json): Json {
  if (Array.isArray(node)) return node.map((one: Json) => withValues(one));
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.entries(node as Record<string, Json>).map(([name, inner]) => {
    if (name !== 'properties' || typeof inner !== 'object' || inner === null || Array.isArray(inner))
      return [name, withValues(inner)] as const;
    const properties = Object.entries(inner as Record<string, Json>).map(
      ([member, schema]) => [member, named(member, withValues(schema))] as const,
    );
    return [name, Object.fromEntries(properties)] as const;
  });
  return Object.fromEntries(members);
}

function named(member: string, schema: Json): Json {
  const example = values[member];
  if (example === undefined || typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const known = schema as { readonly [name: string]: Json };
  if (known['type'] === 'string' && !('example' in known) && !('enum' in known) && !('format' in known)) return { ...known, example };
  return schema;
}
