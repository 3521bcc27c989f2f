/** A prepared statement whose parameters have names in the text that it is written as: `:due_at`. PostgreSQL's own are numbers, and nobody counts to sixty without a mistake. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  /** In the order of their numbers. */
  readonly parameters: readonly string[];
}

/** A name that is used twice is one parameter. `::` is a cast. */
const PARAMETER = /(?<![:\w]):([a-z]\w*)/g;

export function named(name: string, written: string): NamedStatement {
  const numbers = new Map<string, number>();
  const text = written.replaceAll(PARAMETER, (_, parameter: string) => {
    const number = numbers.get(parameter) ?? numbers.size + 1;
    numbers.set(parameter, number);
    return `$${String(number)}`;
  });
  return { name, text, parameters: [...numbers.keys()] };
}

/** The statement as `pg` sends it. Values that it has no parameter for are left out; one that is missing is a bug and throws. */
export function bound(
  { name, text, parameters }: NamedStatement,
  values: Readonly<Record<string, unknown>>,
): { readonly name: string; readonly text: string; readonly values: unknown[] } {
  return {
    name,
    text,
    values: parameters.map((parameter) => {
      const value = values[parameter];
      if (value === undefined) throw new TypeError(`${name} was given no ${parameter}`);
      return value;
    }),
  };
}
