import type { Bench } from './named-bench.js';
import { sales } from './sales.js';

/** What `npm run bench -- <name>` can measure, in the order of the document. */
export const benches = {
  sales: { summary: 'sales per second and what the framework costs; what is run where no name is given', run: sales },
} as const satisfies Readonly<Record<string, Bench>>;
export type BenchName = keyof typeof benches;
export const benchNames = Object.keys(benches) as readonly BenchName[];
