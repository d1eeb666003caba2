/** Entry `actionsmith/steps`: steps, their registry and the engine. Guide: Step-Based Workflows. */
export { BaseStep } from './base-step.ts';
export { LoggingStep } from './logging-step.ts';
export { Orchestrator } from './orchestrator.ts';
export { runSteps, type RunStepsOptions } from './run-steps.ts';
export { StepContext, type StepScope } from './step-context.ts';
export type { RetryPolicy, StepPolicy } from './step-policy.ts';
export { StepRegistry } from './step-registry.ts';
export { StepResult, type StepResultFields } from './step-result.ts';
export type { StepReport, StepsReport } from './steps-report.ts';
export { type StepPart, StepWrapper } from './step-wrapper.ts';
export { TimingStep } from './timing-step.ts';
export { type ValidationOutcome, ValidationStep } from './validation-step.ts';
