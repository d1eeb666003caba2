import { BaseStep } from '../../../steps/base-step.ts';
import type { AnyExportContext } from '../export-hooks.ts';
import type { ExportWork } from '../export-work.ts';

/** Gives the work of the run that the context is of; its code is loaded then. */
export type WorkOf = (context: AnyExportContext) => Promise<ExportWork>;

/** A built-in step of an export: its place in the workflow. What it does is in `ExportWork`. */
export abstract class ExportStep<O = unknown> extends BaseStep<AnyExportContext, O> {
  protected readonly workOf: WorkOf;
  override readonly idempotent: boolean = true;

  /** `workOf`: of the action, which is `this` in its `setupSteps`. */
  constructor({ workOf }: { readonly workOf: WorkOf }) {
    super();
    this.workOf = workOf;
  }
}
