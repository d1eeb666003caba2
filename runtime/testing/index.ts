/** Entry `actionsmith/testing`: runs an action or a step in a test of any framework, and says what it did. Guide: Testing Actions. */
export { failEachStep, type FailedStep, type FailEachStepOptions } from './fail-each-step.ts';
export { FakeClock } from './fake-clock.ts';
export { fakeContext, type FakeContextOptions } from './fake-context.ts';
export type { StepFailure } from './interference.ts';
export type { InvalidSample } from './invalid-sample.ts';
export { MemoryLogger } from './memory-logger.ts';
export { type ExpectedFailure, RunRecord } from './run-record.ts';
export { testAction, type TestActionOptions, type TestPlace } from './test-action.ts';
export { testStep, type TestStepOptions } from './test-step.ts';
export { validParams } from './valid-params.ts';
