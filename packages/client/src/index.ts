export { createClient, type Client, type ClientOptions } from './client.js';
export { ApiProblem, NoAnswer, type FaultyField } from './api-problem.js';
export type { components, paths } from './schema.js';
