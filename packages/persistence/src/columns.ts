import type { ColumnOptions, ValueTransformer } from 'typeorm';

/** int8 as native bigint: the driver that TypeORM uses hands it over as text. */
const asBigint: ValueTransformer = {
  from: (value: string | null) => (value === null ? null : BigInt(value)),
  to: (value: bigint | null | undefined) => value?.toString() ?? value,
};

/** Minor units. */
export const minor = (name: string): ColumnOptions => ({ type: 'bigint', name, transformer: asBigint });
export const minorOrNull = (name: string): ColumnOptions => ({ ...minor(name), nullable: true });
/** ISO 4217 code. */
export const currencyColumn: ColumnOptions = { type: 'char', length: 3 };
/** A moment, as Date, exact to the millisecond. */
export const at = (name: string): ColumnOptions => ({ type: 'timestamptz', name });
export const atOrNull = (name: string): ColumnOptions => ({ ...at(name), nullable: true });
export const textOrNull = (name: string): ColumnOptions => ({ type: 'text', name, nullable: true });
export const uuidOrNull = (name: string): ColumnOptions => ({ type: 'uuid', name, nullable: true });
export const jsonOrNull = (name: string): ColumnOptions => ({ type: 'jsonb', name, nullable: true });
