import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { clientOf } from '../client-of.ts';
import { uploadProgress } from '../progress.ts';
import { UploadContext } from './upload-context.ts';

/** Guide: BaseUploadAction. Uploads files and their metadata. */
export abstract class BaseUploadAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...uploadProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof uploadProgress = uploadProgress;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): UploadContext<P, unknown> {
    return new UploadContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }
}
