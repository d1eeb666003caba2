import { BaseAction } from '../../action/base-action.ts';
import { uploadProgress } from '../progress.ts';
import { UploadContext } from './upload-context.ts';

/** Guide: BaseUploadAction. Uploads files and their metadata. */
export abstract class BaseUploadAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...uploadProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof uploadProgress = uploadProgress;

  override createContext(): UploadContext<P, unknown> {
    return new UploadContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }
}
