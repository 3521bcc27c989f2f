/** A shorter piece of a secret could stand in a log by chance. */
const PIECE = 24;

/**
 * Which of the secrets stand in the text, as they are, in Base64, in hex or as part of a URL; of a long one (a key) any piece of it is enough. Named
 * by what they are, never by themselves.
 */
export function leaks(text: string, secrets: ReadonlyMap<string, string>): string[] {
  return [...secrets].flatMap(([what, secret]) => {
    if (secret === '') return [];
    const found = formsOf(secret).filter(([, form]) => holds(text, form));
    return found.map(([how]) => `${what}, ${how}`);
  });
}

function formsOf(secret: string): readonly (readonly [how: string, form: string])[] {
  const bytes = Buffer.from(secret, 'utf8');
  const escaped = JSON.stringify(secret).slice(1, -1);
  const plain: [string, string][] = [['as it is', secret]];
  if (escaped !== secret) plain.push(['as JSON', escaped]);
  if (encodeURIComponent(secret) !== secret) plain.push(['in a URL', encodeURIComponent(secret)]);
  // A short one in hex or Base64 is a few letters that stand everywhere.
  if (bytes.length < 8) return plain;
  plain.push(['in hex', bytes.toString('hex')]);
  // Where it begins in the bytes around it decides which letters come out: three ways, without the letters that its neighbours share.
  for (const shift of [0, 1, 2]) {
    const around = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const own = around.slice(Math.ceil((shift * 8) / 6), -1);
    plain.push(['in Base64', own]);
    if (/[+/]/.test(own)) plain.push(['in Base64 of a URL', own.replaceAll('+', '-').replaceAll('/', '_')]);
  }
  const der = /^[A-Za-z0-9+/]{200,}=*$/.test(secret) ? Buffer.from(secret, 'base64').toString('hex') : undefined;
  if (der !== undefined) plain.push(['in hex', der]);
  return plain;
}

function holds(text: string, form: string): boolean {
  // Few letters count only where they stand alone: a CVV is also a part of many a number.
  if (form.length < 8) return new RegExp(`(?<![\\w.])${form.replaceAll(/\W/g, String.raw`\$&`)}(?![\\w.])`).test(text);
  if (form.length <= PIECE * 2) return text.includes(form);
  // The first bytes of a private key say what kind of key it is, and are the same in every one.
  const own = form.slice(form.length > 200 ? 64 : 0);
  for (let from = 0; from + PIECE <= own.length; from += PIECE) if (text.includes(own.slice(from, from + PIECE))) return true;
  return false;
}
