import { constants, privateDecrypt } from 'node:crypto';

import type { App } from './apps.js';
import { textOf } from './fields.js';
import { badField, codes, Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';

/** What is kept of a card that was typed in: never its number, nor its code. */
export interface SeenCard {
  readonly masked: string;
  readonly brand: string;
  /** `card_type` as the document counts: 1 debit, 2 credit. */
  readonly cardType: string;
  readonly challenged: boolean;
  readonly expired: boolean;
}

/** One block of a 2048-bit key. */
const BLOCK_BYTES = 256;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const cardTypes: Readonly<Record<string, string>> = { DEBIT: '1', CREDIT: '2' };
/** By the first digits, the longer ones first. */
const brands: readonly (readonly [RegExp, string])[] = [
  [/^4/, 'Visa'],
  [/^(?:5[1-5]|2[2-7])/, 'MasterCard'],
  [/^3[47]/, 'Amex'],
  [/^35/, 'JCB'],
  [/^3[0689]/, 'DinersClub'],
  [/^62/, 'UnionPay'],
  [/^6/, 'Discover'],
];

/** The card of Merchant Hosted Checkout, decrypted and checked. Throws `Refusal`, which names a member and never a value. */
export function readCard(app: App, fields: TopLevel, settings: { readonly challengedCards: readonly string[] }, nowMs: number): SeenCard {
  const card = cardObject(app, fields);
  const pan = member(card, 'pan', /^[0-9]{12,19}$/);
  if (!passesLuhn(pan)) throw badField('card.pan', 'not a card number');
  member(card, 'holder', /^.{1,64}$/su);
  member(card, 'cvv', /^[0-9]{3,4}$/);
  const expiry = member(card, 'expiry', /^(?:0[1-9]|1[0-2])[0-9]{2}$/);
  const type = card['card_type'];
  if (type !== undefined && (typeof type !== 'string' || cardTypes[type] === undefined))
    throw badField('card.card_type', 'CREDIT or DEBIT');
  return {
    masked: `${pan.slice(0, 6)}${'*'.repeat(pan.length - 10)}${pan.slice(-4)}`,
    brand: brands.find(([digits]) => digits.test(pan))?.[1] ?? 'Visa',
    cardType: cardTypes[typeof type === 'string' ? type : 'CREDIT'] ?? '2',
    challenged: settings.challengedCards.some((digits) => pan.startsWith(digits)),
    expired: isPast(expiry, nowMs),
  };
}

function cardObject({ gatewayKey, profile }: App, fields: TopLevel): Readonly<Record<string, unknown>> {
  const card = fields.get('card');
  if (card === undefined || card.kind === 'null' || card.text === '') throw badField('card', 'required');
  const encoding = textOf(fields, 'enc_type') ?? 'RSA';
  if (encoding !== 'RSA' && encoding !== 'AES') throw badField('enc_type', 'RSA or AES');
  if (card.kind === 'object' && profile.plainCards) return JSON.parse(card.text) as Record<string, unknown>;
  if (card.kind !== 'string' || encoding === 'AES' || !BASE64.test(card.text)) throw undecryptable();
  const sealed = Buffer.from(card.text, 'base64');
  if (sealed.length === 0 || sealed.length % BLOCK_BYTES !== 0) throw undecryptable();
  try {
    const blocks = Array.from({ length: sealed.length / BLOCK_BYTES }, (_, at) =>
      sealed.subarray(at * BLOCK_BYTES, (at + 1) * BLOCK_BYTES),
    );
    const open = blocks.map((block) =>
      privateDecrypt({ key: gatewayKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, block),
    );
    const value: unknown = JSON.parse(Buffer.concat(open).toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // A block of another key or text that is no JSON: to the gateway both are a card that it cannot read.
  }
  throw undecryptable();
}

function member(card: Readonly<Record<string, unknown>>, name: string, form: RegExp): string {
  const value = card[name];
  if (typeof value !== 'string' || !form.test(value)) throw badField(`card.${name}`, 'missing or malformed');
  return value;
}

/** MMYY; a card is good until the end of its month. */
function isPast(expiry: string, nowMs: number): boolean {
  return Date.UTC(2000 + Number(expiry.slice(2)), Number(expiry.slice(0, 2)), 1) <= nowMs;
}

function passesLuhn(pan: string): boolean {
  const sum = [...pan].reverse().reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function undecryptable(): Refusal {
  return new Refusal(codes.card, 'the card cannot be decrypted');
}
