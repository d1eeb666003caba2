import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: ValidateFilesStep. Lists the files of the source, and leaves out what cannot be taken: empty ones, links, hidden ones, broken JSON. */
export class ValidateFilesStep extends UploadStep {
  readonly name = 'validate_files';
  readonly progressWeight = 0.1;

  override async execute(context: AnyUpload): Promise<void> {
    const { findFiles } = await import('../source/find-files.ts');
    context.files = await findFiles(context);
  }
}
