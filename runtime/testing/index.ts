/** Entry `actionsmith/testing`: runs an action or a step in a test of any framework, and says what it did. Guide: Testing Actions. */
export { FakeClock } from './fake-clock.ts';
export type { StepFailure } from './interference.ts';
export { MemoryLogger } from './memory-logger.ts';
export { type ExpectedFailure, RunRecord } from './run-record.ts';
export { testAction, type TestActionOptions, type TestPlace } from './test-action.ts';
export { testStep, type TestStepOptions } from './test-step.ts';
export { validParams } from './valid-params.ts';
