import type { Project } from '../../../generated/backend/project/types.ts';
import type { Storage as StorageRecord } from '../../../generated/backend/storage/types.ts';
import { BaseAction, type RunHooks } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import type { BaseStep } from '../../steps/base-step.ts';
import type { StepContext } from '../../steps/step-context.ts';
import type { StepRegistry } from '../../steps/step-registry.ts';
import { clientOf } from '../client-of.ts';
import { exportProgress } from '../progress.ts';
import { ExportContext } from './export-context.ts';
import type { AnyExportContext, ExportHooks, Hooked } from './export-hooks.ts';
import type { ConvertedItem, ExportItem } from './export-item.ts';
import type { ExportWork } from './export-work.ts';
import type { FilteredResults } from './list-target.ts';
import { builtInSteps } from './steps/built-in-steps.ts';

/**
 * Guide: BaseExportAction. Exports assignments, ground truths or tasks into a storage, with the params of `ExportParams`: initialize, fetch_results,
 * prepare_export, convert_data, save_files, finalize. Write the hooks that you need, or a `setupSteps` that puts steps of yours among those.
 */
export abstract class BaseExportAction<P = unknown, R = unknown> extends BaseAction<P, R> implements ExportHooks {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...exportProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof exportProgress = exportProgress;
  /** What the files hold, for the result: `dm_v2`, or a name of your own. */
  readonly format: string = 'json';

  #context: ExportContext<P, unknown> | undefined;
  #work: Promise<ExportWork> | undefined;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): ExportContext<P, unknown> {
    return (this.#context = new ExportContext<P, unknown>({ params: this.params, ctx: this.ctx }));
  }

  /**
   * Adds the six built-in steps. Override it, and call it where they belong among yours. An action that has an `execute()` and no `setupSteps` of its own is in
   * the simple mode, which is deprecated: it has no steps.
   */
  override setupSteps(registry: StepRegistry<never>): void | Promise<void> {
    const isSimple = this.execute !== BaseAction.prototype.execute && this.setupSteps === BaseExportAction.prototype.setupSteps;
    if (isSimple) return;
    this.collectResult ??= (context): R => this.#resultOf(context as unknown as AnyExportContext) as R;
    for (const step of builtInSteps(this)) registry.register(step as BaseStep<never>);
  }

  override async run(hooks: RunHooks = {}): Promise<R> {
    try {
      return await super.run(hooks);
    } finally {
      await (await this.#work)?.close();
    }
  }

  /** Where steps run, it is the progress of the one that does. */
  override setProgress(current: number, total: number, category?: string): void {
    (this.#context ?? this.ctx).setProgress(current, total, category);
  }

  override setMetrics(values: Readonly<Record<string, unknown>>, category?: string): void {
    (this.#context ?? this.ctx).setMetrics(values, category);
  }

  /**
   * The records that the filters select, and how many they are: those of `params.target`. Override it for a target of your own. Throws EXPORT_TARGET_UNKNOWN,
   * EXPORT_FILTER_REFUSED, BackendError.
   */
  async getFilteredResults(
    filters: Readonly<Record<string, unknown>>,
  ): Promise<readonly [results: Iterable<unknown> | AsyncIterable<unknown>, count: number]> {
    return this.listTarget((this.params as { readonly target?: unknown } | undefined)?.target, filters);
  }

  /** The same of a target that the toolkit knows: `assignment` and `task` need the filter `project`, `ground_truth` needs `ground_truth_dataset_version`. */
  async listTarget(
    target: unknown,
    filters: Readonly<Record<string, unknown>>,
  ): Promise<FilteredResults<Readonly<Record<string, unknown>>>> {
    const { listTarget } = await import('./list-target.ts');
    return listTarget(this.client, target, filters, { action: this.constructor.name, signal: this.ctx.signal });
  }

  /** What the backend knows of a storage: provider and configuration. Open it with `openStorage`. Throws NotFoundError. */
  async getStorage(storageId: number): Promise<StorageRecord> {
    return this.client.storages.get(storageId, { signal: this.ctx.signal });
  }

  /** Throws NotFoundError. */
  async getProject(projectId: number): Promise<Project> {
    return this.client.projects.get(projectId, { signal: this.ctx.signal });
  }

  /** Classes and attributes of the annotations of a project; empty where it has none. Throws NotFoundError. */
  async getProjectConfiguration(projectId: number): Promise<Readonly<Record<string, unknown>>> {
    return (await this.getProject(projectId)).configuration ?? {};
  }

  /** The first of the three hooks that each item goes through. What returns undefined leaves the item out; what throws is the item's error. */
  beforeConvert(item: ExportItem): Hooked<ExportItem> {
    return item;
  }

  /** Override it to write something else than the annotations as they are. */
  convertData(item: ExportItem): Hooked<ConvertedItem> {
    return item;
  }

  afterConvert(item: ConvertedItem): Hooked<ConvertedItem> {
    return item;
  }

  /** When all items are written: `await context.output?.write('classes.txt', …)`. */
  saveAdditionalFiles(_context: AnyExportContext): void | Promise<void> {}

  /** For the built-in steps. */
  readonly workOf = (context: StepContext<unknown, unknown>): Promise<ExportWork> =>
    (this.#work ??= import('./export-work.ts').then(({ ExportWork }) => new ExportWork(this, context as AnyExportContext)));

  #resultOf({ outputPath, exportedCount, failedCount, skippedCount, writtenBytes }: AnyExportContext): Readonly<Record<string, unknown>> {
    return {
      output_path: outputPath,
      exported_count: exportedCount,
      failed_count: failedCount,
      skipped_count: skippedCount,
      total_count: exportedCount + failedCount + skippedCount,
      format: this.format,
      file_size_bytes: writtenBytes,
    };
  }
}
