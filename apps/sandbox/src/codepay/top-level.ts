/**
 * A CodePay body as its signature sees it: a flat list of names and texts.
 *
 * Parsing and printing again would spoil it (1.50 would come back as 1.5), so the text of every top-level value is cut from the wire:
 * strings unescaped, numbers as their literal, arrays and objects without blanks and with members in the order of the wire.
 */
export interface TopLevelValue {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';
  readonly text: string;
}

export type TopLevel = ReadonlyMap<string, TopLevelValue>;

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;
const BLANK = /\s*/y;

/** Throws `SyntaxError` unless the text is one JSON object that names each member once. */
export function readTopLevel(text: string): TopLevel {
  const whole: unknown = JSON.parse(text); // the grammar is checked here; the cuts below may rely on it
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) throw new SyntaxError('not a JSON object');
  const values = new Map<string, TopLevelValue>();
  let at = skipBlank(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const nameToken = take(STRING, text, at);
    const name = JSON.parse(nameToken) as string;
    if (values.has(name)) throw new SyntaxError(`member "${name.slice(0, 32)}" twice`);
    at = skipBlank(text, skipBlank(text, at + nameToken.length) + 1);
    const [value, end] = cutValue(text, at);
    values.set(name, value);
    at = skipBlank(text, end);
    if (text[at] === ',') at = skipBlank(text, at + 1);
  }
  return values;
}

function cutValue(text: string, at: number): [TopLevelValue, number] {
  const first = text[at];
  if (first === '"') {
    const token = take(STRING, text, at);
    return [{ kind: 'string', text: JSON.parse(token) as string }, at + token.length];
  }
  if (first === '{' || first === '[') {
    const [compact, end] = cutNested(text, at);
    return [{ kind: first === '{' ? 'object' : 'array', text: compact }, end];
  }
  const token = take(SCALAR, text, at);
  const kind = token === 'null' ? 'null' : token === 'true' || token === 'false' ? 'boolean' : 'number';
  return [{ kind, text: token }, at + token.length];
}

/** The nested value from `at` with the blanks between its tokens removed, and where it ends. */
function cutNested(text: string, at: number): [string, number] {
  let compact = '';
  let depth = 0;
  let position = at;
  do {
    position = skipBlank(text, position);
    const character = text[position] ?? '';
    const token = character === '"' ? take(STRING, text, position) : character;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    compact += token;
    position += token.length;
  } while (depth > 0);
  return [compact, position];
}

function take(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) throw new SyntaxError('not JSON');
  return match[0];
}

function skipBlank(text: string, at: number): number {
  return at + take(BLANK, text, at).length;
}
