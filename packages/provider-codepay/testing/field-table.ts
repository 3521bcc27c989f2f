import { constants, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defaultPaths } from '../src/codepay.paths.js';
import { readPrivateKey } from '../src/codepay.signing.js';
import type { Received } from './scripted-gateway.js';
import { keys } from './vectors.js';

/** One member of a request or an answer, as CodePay's document names it, and what carries it here. */
export interface FieldRow {
  readonly operation: string;
  readonly field: string;
  readonly type: string;
  readonly max?: number;
  readonly required: boolean | string;
  readonly source: string;
  readonly carriedBy: string;
}

export const fieldTable = JSON.parse(
  readFileSync(new URL('../../../docs/providers/fields/codepay.json', import.meta.url), 'utf8'),
) as readonly FieldRow[];

const calls = new Map(Object.entries(defaultPaths).map(([call, path]) => [path as string, `path.${call}`]));

/** The call of a request as the table names it: its `method`, or its path. */
export const operationOf = ({ path, fields }: Received): string =>
  typeof fields.method === 'string' ? fields.method : (calls.get(path) ?? path);

/** Every member that these bytes hold, those inside JSON texts and inside the encrypted card too, as the table writes them. */
export function membersOf({ fields }: Received): ReadonlySet<string> {
  const members = new Set<string>();
  for (const [name, value] of Object.entries(fields)) {
    members.add(name);
    if (name === 'order_detail' || name === 'billing_address') walk(JSON.parse(String(value)), name, members);
    if (name === 'card') walk(JSON.parse(opened(String(value))), name, members);
  }
  return members;
}

/** The leaves; a palette is the merchant's own. */
function walk(value: unknown, path: string, members: Set<string>): void {
  if (typeof value !== 'object' || value === null || path.endsWith('.palette')) members.add(path);
  else if (Array.isArray(value)) for (const item of value as unknown[]) walk(item, `${path}[]`, members);
  else for (const [name, member] of Object.entries(value)) walk(member, `${path}.${name}`, members);
}

function opened(card: string): string {
  const blocks = Buffer.from(card, 'base64');
  const key = { key: readPrivateKey(keys.gatewayPrivateKey), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
  const plain = Array.from({ length: blocks.length / 256 }, (_, at) => privateDecrypt(key, blocks.subarray(at * 256, at * 256 + 256)));
  return Buffer.concat(plain).toString();
}
