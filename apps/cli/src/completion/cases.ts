import type { Place } from './tree.js';

/** A text as a word of a shell that quotes as POSIX does. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The arms of a `case`, those that do the same in one. */
export function cases(arms: readonly (readonly [pattern: string, does: string])[]): string {
  const byWhat = Map.groupBy(arms, ([, does]) => does);
  return [...byWhat].map(([does, same]) => `    ${same.map(([pattern]) => pattern).join('|')}) ${does} ;;`).join('\n');
}

/** Every path but the program's own. */
export function pathsOf(places: readonly Place[]): readonly string[] {
  return places.flatMap(({ path }) => (path === '' ? [] : [path]));
}

/** What may follow an option, by "path option"; undefined where it is anything. */
export function valuesOf(places: readonly Place[]): readonly (readonly [at: string, values: readonly string[] | undefined])[] {
  return places.flatMap(({ path, flags }) =>
    flags.flatMap(({ name, value }) =>
      value === 'none' || value === 'file' ? [] : [[quoted(`${path} ${name}`), value === 'any' ? undefined : value] as const],
    ),
  );
}

/** The options that name a file, whatever their command. */
export function filesOf(places: readonly Place[]): readonly string[] {
  return [...new Set(places.flatMap(({ flags }) => flags.flatMap(({ name, value }) => (value === 'file' ? [name] : []))))];
}
