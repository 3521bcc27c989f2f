import type { components } from '@interlock/client';

/** A JSON object to be, as the flags and the file say it; the gateway checks it. */
export type Body = Readonly<Record<string, unknown>>;

/** A body as the API describes it by that name. What a person typed is checked by the gateway, which names every member at fault. */
export type As<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What a person gave on the command line, ready for a request. */
export interface Given {
  /** The arguments, in order; an empty text where the command takes fewer. */
  readonly names: readonly [string, string];
  readonly query: Readonly<Record<string, string>>;
  readonly body: Body;
  /** Under which the gateway knows the request when it comes again. */
  readonly header: { readonly 'Idempotency-Key': string };
  /** How long the answer may wait for the provider. */
  readonly prefer: { readonly Prefer: string };
}

export const nothing: Given = { names: ['', ''], query: {}, body: {}, header: { 'Idempotency-Key': '' }, prefer: { Prefer: '' } };
