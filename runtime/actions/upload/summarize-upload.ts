import type { UploadResult } from '../../schemas/upload.ts';
import type { UploadContext } from './upload-context.ts';

const SHOWN = 100;

/** The result of an upload. Its counts add up: every file that was found was uploaded, was there already, or was left out. */
export function summarizeUpload({ uploadedFiles, dataUnits, taskCount, rejected }: UploadContext): UploadResult {
  const uploaded = uploadedFiles.filter(({ dataFile }) => dataFile !== undefined).length;
  return {
    uploaded_count: uploaded,
    existing_count: uploadedFiles.length - uploaded,
    rejected_count: rejected.length,
    rejected: rejected.slice(0, SHOWN).map(({ file, reason }) => ({ file, reason })),
    data_unit_count: dataUnits.filter(({ id }) => id !== undefined).length,
    task_count: taskCount,
    status: rejected.length === 0 ? 'completed' : 'partial',
  };
}
