import type { StepPolicy } from '../../../steps/step-policy.ts';
import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: ProcessMetadataStep. Saves the data units with their metadata, and the tasks of the project. Its rollback removes them. */
export class ProcessMetadataStep extends UploadStep {
  readonly name = 'process_metadata';
  readonly progressWeight = 0.2;
  override readonly effects: 'none' | 'local' | 'external' = 'external';
  override readonly policy: StepPolicy = { rollbackTimeoutMs: Infinity };

  override async execute(context: AnyUpload): Promise<void> {
    const { saveUnits } = await import('../send/save-units.ts');
    await saveUnits(context);
  }

  override async rollback(context: AnyUpload): Promise<unknown> {
    const { undoUnits } = await import('../undo/undo-units.ts');
    return undoUnits(context);
  }
}
