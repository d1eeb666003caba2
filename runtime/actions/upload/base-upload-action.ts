import { BaseAction, type RunHooks } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import type { BaseStep } from '../../steps/base-step.ts';
import type { StepRegistry } from '../../steps/step-registry.ts';
import { clientOf } from '../client-of.ts';
import { uploadProgress } from '../progress.ts';
import { builtInSteps } from './steps/built-in-steps.ts';
import { summarizeUpload } from './summarize-upload.ts';
import { UploadContext } from './upload-context.ts';

/**
 * Guide: BaseUploadAction. Uploads files and their metadata as data units of a collection, in eight steps. A run that fails removes what it has sent; one that
 * was killed goes on where it was when it is resumed.
 */
export abstract class BaseUploadAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...uploadProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof uploadProgress = uploadProgress;

  #context: UploadContext<P, unknown> | undefined;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): UploadContext<P, unknown> {
    return (this.#context = new UploadContext<P, unknown>({ params: this.params, ctx: this.ctx }));
  }

  /**
   * Adds the eight built-in steps. Override it, and call it where they belong among yours: `registry.insertAfter('validate_files', …)`, `replace`, `unregister`.
   * The result is that of schema `actionsmith:upload.result`, unless you write `collectResult`.
   */
  override setupSteps(registry: StepRegistry<never>): void | Promise<void> {
    this.collectResult ??= (context): R => summarizeUpload(context as UploadContext) as R;
    for (const step of builtInSteps()) registry.register(step as BaseStep<never>);
  }

  /** Also where a step in the place of a built-in one forgets to: nothing stays open, and no copy stays on this machine. */
  override async run(hooks: RunHooks = {}): Promise<R> {
    try {
      return await super.run(hooks);
    } finally {
      await this.#context?.closeSource();
    }
  }
}
