/** How one record names another, or an account of the accounts file. */
export type Reference = { readonly $record: readonly [shelf: string, key: string] } | { readonly $account: string };

/**
 * Text of a record: JSON in which amounts, maps, sets and references are objects with one member whose name begins with `$`. `refer` gives
 * the reference to an object that is kept elsewhere; where it says `gone` the member is left out. Throws for what would not come back as it
 * was: a function, a key, a `Buffer`.
 */
export function textOf(record: object, refer: (object: object) => Reference | 'gone' | undefined): string {
  return JSON.stringify(record, function (this: Record<string, unknown>, name: string, given: unknown): unknown {
    const value = this[name]; // `given` has been through toJSON
    if (typeof value === 'bigint') return { $bigint: value.toString() };
    if (typeof value === 'function') throw new Error(`${name}: a function cannot be kept`);
    if (typeof value !== 'object' || value === null || value === record) return given;
    const reference = refer(value);
    if (reference !== undefined) return reference === 'gone' ? undefined : reference;
    if (value instanceof Map) return { $map: [...(value as Map<unknown, unknown>)] };
    if (value instanceof Set) return { $set: [...(value as Set<unknown>)] };
    if (Array.isArray(value)) return value;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw new Error(`${name}: only plain data can be kept`);
    // A caller's own JSON may have such names too.
    return Object.keys(value).some((one) => one.startsWith('$')) ? { $object: Object.entries(value) } : value;
  });
}

/** What `JSON.parse` made of such a text, as it was before; `find` gives the object of a reference. */
export function valueOf(parsed: unknown, find: (reference: Reference) => object): unknown {
  if (typeof parsed !== 'object' || parsed === null) return parsed;
  if (Array.isArray(parsed)) return parsed.map((one) => valueOf(one, find));
  const members = Object.entries(parsed);
  const [name = '', content] = members[0] ?? [];
  switch (name) {
    case '$bigint':
      return BigInt(String(content));
    case '$map':
      return new Map(valueOf(content, find) as [unknown, unknown][]);
    case '$set':
      return new Set(valueOf(content, find) as unknown[]);
    case '$object':
      return Object.fromEntries(valueOf(content, find) as [string, unknown][]);
    case '$record':
    case '$account':
      return find(parsed as Reference);
    default:
      return Object.fromEntries(members.map(([one, value]) => [one, valueOf(value, find)]));
  }
}
