import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: CleanupStep. Closes the source, and removes what was copied from it. */
export class CleanupStep extends UploadStep {
  readonly name = 'cleanup';
  readonly progressWeight = 0.05;

  override async execute(context: AnyUpload): Promise<void> {
    await context.closeSource();
  }
}
