import { findCollection } from '../organize/find-collection.ts';
import { organizeFiles } from '../organize/organize-files.ts';
import { nothingLeft } from '../nothing-left.ts';
import type { SourceFile } from '../upload-items.ts';
import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: OrganizeFilesStep. Puts together the files of each data unit. */
export class OrganizeFilesStep extends UploadStep {
  readonly name = 'organize_files';
  readonly progressWeight = 0.1;

  override async execute(context: AnyUpload): Promise<void> {
    const { file_specifications: specifications = [] } = await findCollection(context);
    const { units, rejected } = organizeFiles(context.files ?? (await findAll(context)), specifications);
    for (const { file, reason } of rejected) context.reject(file, reason);
    if (units.length === 0) throw nothingLeft(context.rejected);
    context.organizedFiles = [...units];
  }
}

/** Where no step has validated them. */
async function findAll(context: AnyUpload): Promise<SourceFile[]> {
  const { findFiles } = await import('../source/find-files.ts');
  return findFiles(context);
}
