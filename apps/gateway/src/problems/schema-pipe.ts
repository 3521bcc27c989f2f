import type { InterlockError } from '@interlock/domain';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { amountCodeOf } from './amount-faults.js';
import { speakPlainly } from './plain-words.js';
import { AmountRefused, CurrencyRefused, InvalidRequest } from './refusals.js';

/** Nest's pipe for bodies and queries with a Zod schema; what does not fit is a refusal that names each member. */
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    speakPlainly();
    super({ exceptionFactory: (issues) => refusalOf(issues as readonly z.core.$ZodIssue[]) });
  }

  /** Nest drops `constructor` and its like without a word; here such a member is refused as any other that is unknown. */
  protected override stripProtoKeys(): void {
    // The schemas are strict, and the JSON parser refuses what could poison a prototype.
  }
}

interface Field {
  readonly path: string;
  readonly message: string;
}

/** What is wrong alone has a code of its own; several faults are an invalid request, whatever they are. */
function refusalOf(issues: readonly z.core.$ZodIssue[]): InterlockError {
  const fields = issues.flatMap(fieldsOf);
  const detail = fields.map(({ path, message }) => `${path} ${message}`).join('; ');
  const [only, ...others] = fields;
  const code = others.length === 0 ? amountCodeOf(only?.message ?? '') : undefined;
  if (code === 'invalid_amount') return new AmountRefused(detail, fields);
  return code === 'unknown_currency' ? new CurrencyRefused(detail, fields) : new InvalidRequest(detail, fields);
}

function fieldsOf(issue: z.core.$ZodIssue): Field[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: 'is not known' }));
  return [{ path: pathText(issue.path), message: issue.message }];
}

/** `goods.0.unitAmount.value`; what is wrong as a whole is the `body`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : path.map((part) => String(part).slice(0, 64)).join('.');
}
