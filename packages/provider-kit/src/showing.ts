import type { OperationKind } from '@interlock/domain';

/** One member of an account's settings that gives or takes a capability. The merchant may know it; nothing else of the settings is shown. */
export interface Switch {
  readonly setting: string;
  /** What it gives where it is on. */
  readonly gives: string;
  readonly on: (settings: unknown) => boolean;
  /** An operation that the account lacks while it is off, where no `accepts` says so. */
  readonly operation?: OperationKind;
}

/** What the capability page asks `accepts` with, and what it tells of an account. Nothing of this is ever sent. */
export interface Showing {
  /** Settings, as the schema gives them, that switch everything on, and as little as an account can have. */
  readonly settings: { readonly most: unknown; readonly least: unknown };
  /** A payer of whom everything is known that a method may need. */
  readonly buyer?: Readonly<Record<string, string>>;
  readonly switches: readonly Switch[];
  /** What the provider documents and Interlock leaves out, and why. */
  readonly notOffered?: readonly { readonly what: string; readonly reason: string }[];
}

/** A table of a provider's words, for its page: by column, what each documented word means there. A word that a column lacks is `unknown` in it. */
export interface WordTable {
  readonly title: string;
  /** Whose words they are: the member of the answer. */
  readonly word: string;
  readonly columns: Readonly<Record<string, Readonly<Record<string, WordMeaning>>>>;
}
/** A rule as the mapping has it; shown as its outcome with its code or cause, or as the text itself. */
export type WordMeaning =
  string | boolean | { readonly outcome: string; readonly code?: string; readonly cause?: string; readonly kinds?: readonly string[] };
