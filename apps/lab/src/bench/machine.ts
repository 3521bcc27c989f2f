import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Report } from './report.js';

const GIB = 1024 ** 3;

export function machine(): Report['machine'] {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / GIB),
    system: `${type()} ${release()}`,
  };
}
