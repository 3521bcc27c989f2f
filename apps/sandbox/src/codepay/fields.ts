import { currencyCode, InvalidAmount, moneyFromDecimalText, UnknownCurrency, type CurrencyCode } from '@interlock/domain';

import { badField } from './refusal.js';
import type { TopLevel } from './top-level.js';

/** One field of a request as the document lists it. `max` counts characters. */
export interface FieldRule {
  readonly type: 'string' | 'integer' | 'boolean' | 'amount' | 'json' | 'texts';
  readonly required?: true;
  readonly max?: number;
  readonly oneOf?: readonly string[];
  readonly matches?: RegExp;
  /** Bounds of an integer. */
  readonly from?: number;
  readonly to?: number;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

const INTEGER = /^-?(?:0|[1-9][0-9]{0,15})$/;
const HTTP_URL = /^https?:\/\/[^\s/]+/;

/** Numbers, letters and `_ - | * @`, at most 32. */
export const orderNo: FieldRule = { type: 'string', max: 32, matches: /^[0-9A-Za-z_\-|*@]+$/ };
export const httpUrl: FieldRule = { type: 'string', max: 256, matches: HTTP_URL };

/** Throws `Refusal` for the first field that breaks its rule. Null and empty values count as absent, as they do in the signature. */
export function checkFields(fields: TopLevel, rules: FieldRules): void {
  for (const [name, rule] of Object.entries(rules)) {
    const value = fields.get(name);
    if (value === undefined || value.kind === 'null' || value.text === '') {
      if (rule.required) throw badField(name, 'required');
      continue;
    }
    const wanted = kindsOf[rule.type];
    if (!wanted.includes(value.kind)) throw badField(name, `must be ${rule.type}`);
    if (rule.type === 'json') checkJsonObject(name, value.text);
    if (rule.type === 'texts') checkTexts(name, value.text);
    if (rule.max !== undefined && [...value.text].length > rule.max) throw badField(name, `longer than ${String(rule.max)}`);
    if (rule.oneOf !== undefined && !rule.oneOf.includes(value.text)) throw badField(name, `one of ${rule.oneOf.join(', ')}`);
    if (rule.matches !== undefined && !rule.matches.test(value.text)) throw badField(name, 'has characters that are not allowed');
    if (rule.type === 'integer') checkInteger(name, value.text, rule);
  }
}

const kindsOf: Record<FieldRule['type'], readonly string[]> = {
  string: ['string'],
  integer: ['number'],
  boolean: ['boolean'],
  amount: ['number', 'string'], // the live gateway takes "50.00" as well as 50
  json: ['string', 'object'],
  texts: ['array'],
};

function checkInteger(name: string, text: string, rule: FieldRule): void {
  const value = Number(text);
  if (!INTEGER.test(text)) throw badField(name, 'must be an integer');
  if (value < (rule.from ?? 0) || value > (rule.to ?? Number.MAX_SAFE_INTEGER)) throw badField(name, 'out of range');
}

function checkJsonObject(name: string, text: string): void {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  } catch {
    // falls through to the refusal: text that is not JSON is no JSON object either
  }
  throw badField(name, 'must be a JSON object');
}

function checkTexts(name: string, text: string): void {
  const values = JSON.parse(text) as unknown[];
  if (values.some((value) => typeof value !== 'string' || value === '')) throw badField(name, 'must be an array of string');
}

/** Undefined where the field is absent, null or empty. */
export function textOf(fields: TopLevel, name: string): string | undefined {
  const value = fields.get(name);
  return value === undefined || value.kind === 'null' || value.text === '' ? undefined : value.text;
}

/** A field that its rule already required. */
export function requiredText(fields: TopLevel, name: string): string {
  const text = textOf(fields, name);
  if (text === undefined) throw badField(name, 'required');
  return text;
}

export function currencyOf(name: string, text: string): CurrencyCode {
  try {
    return currencyCode(text);
  } catch (error) {
    if (error instanceof UnknownCurrency) throw badField(name, 'not an ISO 4217 currency');
    throw error;
  }
}

/** Major units on the wire to minor units; more decimals than the currency has are refused. Undefined where absent. */
export function amountOf(fields: TopLevel, name: string, currency: CurrencyCode, least: 0n | 1n): bigint | undefined {
  const text = textOf(fields, name);
  if (text === undefined) return undefined;
  try {
    const { minor } = moneyFromDecimalText(currency, text);
    if (minor < least) throw badField(name, 'must be greater than 0');
    return minor;
  } catch (error) {
    if (error instanceof InvalidAmount) throw badField(name, 'not an amount of the currency');
    throw error;
  }
}
