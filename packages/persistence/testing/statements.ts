import * as batches from '../src/batch/batch-statements.js';
import * as cases from '../src/case/case-statements.js';
import * as engine from '../src/engine/index.js';

/** A statement as the driver prepares it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}
const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && 'name' in value && 'text' in value && typeof value.text === 'string';

/** Every statement of the engine, of batches and of cases, as it stands in the code. */
export const statements: readonly Statement[] = [...Object.values(engine), ...Object.values(batches), ...Object.values(cases)]
  .flatMap((value): readonly unknown[] => (isStatement(value) ? [value] : Object.values(value as object)))
  .filter(isStatement);
