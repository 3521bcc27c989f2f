import { createTestDatabase } from '@interlock/persistence/testing';
import { simulate } from '../simulate.js';
import type { SimulationOptions, SimulationResult } from '../simulate.js';

/** One seed on a database of its own, and every effect in the order of its release. */
export async function simulateOnce(
  options: Omit<SimulationOptions, 'databaseUrl' | 'onEffect'>,
): Promise<{ readonly result: SimulationResult; readonly labels: readonly string[] }> {
  const database = await createTestDatabase();
  const labels: string[] = [];
  try {
    const result = await simulate({
      ...options,
      databaseUrl: database.url,
      onEffect: (label, at) => labels.push(`${String(at)} ${label}`),
    });
    return { result, labels };
  } finally {
    await database.drop();
  }
}
