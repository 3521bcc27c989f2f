/** What every benchmark is told. */
export interface BenchRun {
  /** A short run, which shows that the measurement works. */
  readonly quick: boolean;
  /** ISO 8601, for the document. */
  readonly date: string;
  /** Hears what is being done. */
  readonly say: (line: string) => void;
}

/** Something that is measured by itself; it owns one section of docs/benchmarks.md. */
export interface Bench {
  /** In a few words, for `--help`. */
  readonly summary: string;
  /** Measures, says which budgets were kept, and returns the section: Markdown that begins with a heading of the second level. */
  readonly run: (run: BenchRun) => Promise<string>;
}
