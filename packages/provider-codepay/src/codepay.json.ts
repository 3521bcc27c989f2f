/**
 * The members of a JSON object as exact text, which is what CodePay signs: `1.50` stays `1.50`, a nested object stays as it was written.
 * Strings are unescaped, nested values lose their blanks only, null and absent are the same as "".
 * Source: CodePay Cloud Open API 1.0.0, Signature Specification (arrays and objects are signed as compact JSON, numbers as written).
 */
export type JsonTexts = ReadonlyMap<string, string>;

/** Undefined for anything but one JSON object, and for one that names a member twice: two readers could take different values from it. */
export function jsonTexts(json: string): JsonTexts | undefined {
  // JSON.parse proves the grammar, so the scan below needs to find the ends of values only.
  if (!isJsonObject(json)) return undefined;
  const members = new Map<string, string>();
  let at = skipBlanks(json, json.indexOf('{') + 1);
  while (json[at] !== '}') {
    const nameEnd = endOfString(json, at);
    const name = unescaped(json.slice(at, nameEnd));
    const valueAt = skipBlanks(json, skipBlanks(json, nameEnd) + 1);
    const valueEnd = endOfValue(json, valueAt);
    if (members.has(name)) return undefined;
    members.set(name, textOf(json.slice(valueAt, valueEnd)));
    at = skipBlanks(json, valueEnd);
    if (json[at] === ',') at = skipBlanks(json, at + 1);
  }
  return members;
}

function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function textOf(raw: string): string {
  if (raw === 'null') return '';
  const first = raw[0];
  if (first === '"') return unescaped(raw);
  return first === '{' || first === '[' ? compact(raw) : raw;
}

const unescaped = (raw: string): string => JSON.parse(raw) as string;

/** Without the blanks that stand outside strings. */
function compact(raw: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < raw.length) {
    const end = raw[at] === '"' ? endOfString(raw, at) : endOfPlain(raw, at);
    pieces.push(raw.slice(at, end));
    at = skipBlanks(raw, end);
  }
  return pieces.join('');
}

const BLANKS = new Set([' ', '\t', '\n', '\r']);

function skipBlanks(json: string, from: number): number {
  let at = from;
  while (BLANKS.has(json[at] ?? '')) at += 1;
  return at;
}

function endOfPlain(json: string, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== '"' && !BLANKS.has(json[at] ?? '')) at += 1;
  return at;
}

/** `from` stands on the opening quote; the answer is past the closing one. */
function endOfString(json: string, from: number): number {
  let at = from + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Past the value that begins at `from`: a loop with a depth, so that no nesting exhausts the stack. */
function endOfValue(json: string, from: number): number {
  const first = json[from];
  if (first === '"') return endOfString(json, from);
  if (first !== '{' && first !== '[') return endOfLiteral(json, from);
  let depth = 0;
  let at = from;
  do {
    const char = json[at];
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    at = char === '"' ? endOfString(json, at) : at + 1;
  } while (depth > 0);
  return at;
}

/** A number, true, false or null ends at the next blank, comma or closing bracket. */
function endOfLiteral(json: string, from: number): number {
  let at = from;
  while (!BLANKS.has(json[at] ?? '') && json[at] !== ',' && json[at] !== '}') at += 1;
  return at;
}
