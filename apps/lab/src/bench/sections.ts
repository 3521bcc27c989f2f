import { format } from 'prettier';

const HEAD = `# Benchmarks

Each section is written by its own command and replaced by nothing else. A measurement is one run on one machine: the figures of a section were
measured together, and ratios within it mean more than any figure by itself.`;

/**
 * The document with this section in place of the one that stood there; a new one goes where the order of `names` has it. A section stands between
 * `<!-- bench: name -->` and `<!-- end bench -->`; what stands outside of them is written anew.
 */
export function withSection(document: string, names: readonly string[], name: string, text: string): Promise<string> {
  const sections = new Map(
    [...document.matchAll(/<!-- bench: ([a-z-]+) -->\n([\s\S]*?)<!-- end bench -->/g)].map(([, of = '', body = '']) => [of, body.trim()]),
  );
  sections.set(name, text.trim());
  const blocks = names.flatMap((of) => {
    const body = sections.get(of);
    return body === undefined ? [] : [`<!-- bench: ${of} -->\n\n${body}\n\n<!-- end bench -->`];
  });
  return format([HEAD, ...blocks].join('\n\n'), { parser: 'markdown', printWidth: 140, singleQuote: true });
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
