import { StepContext } from '../../steps/step-context.ts';

/** Guide: BaseUploadAction. What the steps of an upload share. */
export class UploadContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** Files of one data unit each, as they will be uploaded. */
  organizedFiles: unknown[] = [];
  /** Files that are in the storage. */
  uploadedFiles: unknown[] = [];
  /** Data units that were made of them. */
  dataUnits: unknown[] = [];
}
