export { CASE_EVENTS, type CaseEventName } from './case-event.entity.js';
export type { CaseNote, SettledCase } from './case-notes.js';
export * from './case-record.js';
export * from './case-statements.js';
export { CaseRepository, type CaseFilter } from './case.repository.js';
