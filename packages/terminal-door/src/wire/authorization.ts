/** The serial number (of a terminal, or at its activation of the vendor), one space, 32 hexadecimal digits; samples are in lower case, live clients send both. */
const GRAMMAR = /^([A-Za-z0-9_-]{1,32}) ([0-9A-Fa-f]{32})$/;

/** Who signed, and how. */
export interface Authorization {
  readonly sn: string;
  readonly signature: string;
}

/** Undefined for what has another form. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  const [, sn, signature] = GRAMMAR.exec(header ?? '') ?? [];
  return sn === undefined || signature === undefined ? undefined : { sn, signature };
}

export function writeAuthorization({ sn, signature }: Authorization): string {
  return `${sn} ${signature}`;
}
