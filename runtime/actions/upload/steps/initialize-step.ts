import type { StepPolicy } from '../../../steps/step-policy.ts';
import { clientOf } from '../../client-of.ts';
import type { UploadBegun } from '../upload-context.ts';
import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: InitializeStep. Checks the params, opens the source, and gives the upload the name under which a resume finds what it has sent. */
export class InitializeStep extends UploadStep<UploadBegun> {
  readonly name = 'initialize';
  readonly progressWeight = 0.05;
  override readonly restorable: boolean = true;
  override readonly policy: StepPolicy = { rollbackTimeoutMs: Infinity };

  override async execute(context: AnyUpload): Promise<UploadBegun> {
    const { data_collection, project } = await context.settings();
    const { signal } = context;
    const client = clientOf(context.ctx);
    if (project !== undefined) await client.projects.get(project, { signal });
    await context.source();
    const { items } = await client.dataUnits.list({ data_collection, ordering: '-id', page_size: 1 }, { signal });
    context.asked.beganHere = true;
    return { ...context.begun, newestDataUnit: items[0]?.id ?? 0 };
  }

  /** A run that was killed may have sent files that no later step of this one has come to. */
  override async rollback(context: AnyUpload): Promise<unknown> {
    try {
      if (context.asked.beganHere) return undefined;
      const { undoEarlier } = await import('../undo/undo-earlier.ts');
      return await undoEarlier(context);
    } finally {
      await context.closeSource();
    }
  }
}
