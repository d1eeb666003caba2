import type { StepPolicy } from '../../../steps/step-policy.ts';
import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: UploadFilesStep. Sends the files; a content that the backend has already is not sent again. Its rollback removes what was sent. */
export class UploadFilesStep extends UploadStep {
  readonly name = 'upload_files';
  readonly progressWeight = 0.4;
  override readonly effects: 'none' | 'local' | 'external' = 'external';
  override readonly policy: StepPolicy = { rollbackTimeoutMs: Infinity };

  override async execute(context: AnyUpload): Promise<void> {
    const { sendFiles } = await import('../send/send-files.ts');
    await sendFiles(context);
  }

  override async rollback(context: AnyUpload): Promise<unknown> {
    const { undoFiles } = await import('../undo/undo-files.ts');
    return undoFiles(context);
  }
}
