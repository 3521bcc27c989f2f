/**
 * A part of a document that comes from code stands between two comments, so that the rest is written by hand:
 *
 *     <!-- generated: states -->
 *     …
 *     <!-- end -->
 */
const block = /<!-- generated: ([a-z-]+) -->\n[\s\S]*?<!-- end -->/g;

/**
 * The document with each of its blocks made anew. Throws for a block that nobody makes.
 * @param {string} text
 * @param {Readonly<Record<string, () => string>>} makers
 */
export function fillBlocks(text, makers) {
  return text.replaceAll(block, (_whole, /** @type {string} */ name) => {
    const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
    if (make === undefined) throw new Error(`nobody makes the block "${name}"; there are: ${Object.keys(makers).join(' ')}`);
    return `<!-- generated: ${name} -->\n\n${make()}\n\n<!-- end -->`;
  });
}

/** The blocks that a document asks for. */
export function blocksOf(/** @type {string} */ text) {
  return [...text.matchAll(block)].map(([, name = '']) => name);
}

/**
 * A table in Markdown.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Names as code: `a`, `b`. */
export function asCode(/** @type {readonly string[]} */ names) {
  return names.map((name) => `\`${name}\``).join(', ');
}
