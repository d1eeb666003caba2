import { BaseStep } from '../../../steps/base-step.ts';
import type { UploadContext } from '../upload-context.ts';

/** The context of any upload. */
export type AnyUpload = UploadContext<unknown, Readonly<Record<string, unknown>>>;

/** A ready step of an upload. A resume does it again, since its work is in the context: only how the upload is called outlives the process. */
export abstract class UploadStep<O = void> extends BaseStep<AnyUpload, O> {
  override readonly effects: 'none' | 'local' | 'external' = 'none';
  override readonly idempotent: boolean = true;
  override readonly restorable: boolean = false;
}
