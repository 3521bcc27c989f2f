import { memberHashes, platformScope } from '@interlock/persistence';
import type { Author, KeyRing, RepeatKey } from '@interlock/persistence';

/** Who asks for a change, for whom, and under which `Idempotency-Key`. */
export interface Request {
  readonly author: Author;
  /** Null: for the platform itself. */
  readonly merchantId: string | null;
  readonly idempotencyKey: string;
}

/** What the key of a request stands for: its method and path, and each member of its body. */
export function repeatKey(keyRing: KeyRing, { author, merchantId, idempotencyKey }: Request, path: string, content: object): RepeatKey {
  const scope = merchantId ?? platformScope(author.mode);
  return { scope, key: idempotencyKey, hashes: memberHashes(keyRing, { ...content, path }) };
}

/** Members that are undefined are left out: what is absent stays as it is. */
export function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
