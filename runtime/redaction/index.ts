export { REDACTED } from './redacted.ts';
export { Redactor } from './redactor.ts';
