import type { AnyUpload } from '../steps/upload-step.ts';
import { undoFiles } from './undo-files.ts';
import { undoUnits } from './undo-units.ts';

/** What a killed run has left, where the run that resumes it failed before it came to that. */
export async function undoEarlier(context: AnyUpload): Promise<unknown> {
  const { isSaving, isSending } = context.asked;
  const units = isSaving ? undefined : await undoUnits(context);
  const files = isSending ? undefined : await undoFiles(context);
  return units === undefined && files === undefined ? undefined : { ...units, ...files };
}
