/** What printed zod schemas call, beside what compiled validators call. None of it imports zod. */
export { zodEvaluation } from './zod-evaluation.ts';
export { zodItems } from './zod-items.ts';
export { zodProperties } from './zod-properties.ts';
export { zodSettled } from './zod-settled.ts';
export { zodRules } from './zod-rules.ts';
