import { ExportParams } from '../../schemas/export.ts';
import { openStorage } from '../../storage/open-storage.ts';
import type { Storage } from '../../storage/storage.ts';
import { formatIssue } from '../../validation/format-issue.ts';
import { ValidationError } from '../../errors/validation-error.ts';
import { claimFolder, type ClaimedFolder } from './claim-folder.ts';
import { convertItems } from './convert-items.ts';
import type { AnyExportContext, ExportHooks } from './export-hooks.ts';
import { ExportOutput } from './export-output.ts';
import { Ledger } from './ledger.ts';
import { prepareItems } from './prepare-items.ts';
import { saveItems } from './save-items.ts';

/* What an export does: a part that loads when it is asked for, also in a job. */

/** The work of one export, a method for each of its steps. After a resume, it goes on in the folder that the first attempt has claimed. */
export class ExportWork {
  readonly #hooks: ExportHooks;
  readonly #context: AnyExportContext;
  #output: ExportOutput | undefined;
  #ledger: Ledger | undefined;

  constructor(hooks: ExportHooks, context: AnyExportContext) {
    this.#hooks = hooks;
    this.#context = context;
  }

  /** Throws ValidationError, NotFoundError, StorageError. */
  async initialize(): Promise<ClaimedFolder> {
    const { path, name } = this.#params();
    const storage = await this.#openStorage();
    const claimed = await claimFolder(storage, path, name, this.#context.signal);
    this.#open(storage, claimed);
    return claimed;
  }

  async fetchResults(): Promise<unknown> {
    const { filter } = this.#params();
    const context = this.#context;
    [context.results, context.totalCount] = await this.#hooks.getFilteredResults(filter);
    if (context.totalCount === 0) context.logMessage('nothing matches the filter: there is nothing to export', { context: 'warning' });
    return context.results;
  }

  async prepare(): Promise<unknown> {
    const context = this.#context;
    const { name, save_original_file, extra_params, filter } = this.#params();
    const project = filter['project'];
    const configuration = typeof project === 'number' ? await this.#configurationOf(project) : undefined;
    context.exportParams = {
      ...extra_params,
      name,
      count: context.totalCount,
      save_original_file,
      ...(project !== undefined && { project }),
      ...(configuration !== undefined && { configuration }),
    };
    return (context.exportItems = prepareItems(context, await this.#ledgerOf()));
  }

  async convert(): Promise<unknown> {
    return (this.#context.convertedItems = convertItems(this.#hooks, this.#context, await this.#ledgerOf()));
  }

  /** How many of the items are where. Throws EXPORT_FAILED where none is, StorageError, BackendError. */
  async save(): Promise<{ readonly exported: number; readonly failed: number; readonly skipped: number }> {
    const context = this.#context;
    const { save_original_file: originals } = this.#params();
    const output = await this.output();
    await saveItems(context, { backend: this.#hooks.client, output, ledger: await this.#ledgerOf(), originals });
    return { exported: context.exportedCount, failed: context.failedCount, skipped: context.skippedCount };
  }

  async finalize(): Promise<void> {
    const context = this.#context;
    const { signal, exportedCount, failedCount } = context;
    const output = await this.output();
    await this.#hooks.saveAdditionalFiles(context);
    if (!output.errors.isEmpty) await output.write('errors.jsonl', output.errors.bytes(), { signal });
    await output.release({ signal });
    const failed = failedCount === 0 ? '' : `; ${failedCount} failed, see errors.jsonl`;
    context.logMessage(`${exportedCount} items are in ${output.path}${failed}`, { context: failedCount === 0 ? 'success' : 'warning' });
  }

  /** Takes back what was written, and lets go of the folder. */
  async undo(): Promise<void> {
    const { signal } = this.#context;
    const output = await this.#openedOutput();
    await output?.takeBack({ signal });
    await output?.release({ signal });
  }

  async output(): Promise<ExportOutput> {
    if ((await this.#openedOutput()) === undefined) await this.initialize(); // where an author has removed the step
    return this.#output!;
  }

  async close(): Promise<void> {
    await this.#output?.close();
  }

  async #openedOutput(): Promise<ExportOutput | undefined> {
    const claimed = this.#context.outputs['initialize'] as ClaimedFolder | undefined;
    if (this.#output === undefined && claimed !== undefined) this.#open(await this.#openStorage(), claimed);
    return this.#output;
  }

  #open(storage: Storage, claimed: ClaimedFolder): void {
    this.#output = new ExportOutput(storage, claimed);
    Object.assign(this.#context, { output: this.#output, outputPath: this.#output.path });
  }

  async #openStorage(): Promise<Storage> {
    const { ctx } = this.#context;
    return openStorage(await this.#hooks.getStorage(this.#params().storage), { env: ctx.env });
  }

  async #ledgerOf(): Promise<Ledger> {
    return (this.#ledger ??= new Ledger(this.#context, await this.output()));
  }

  /** An export without it is one all the same. */
  async #configurationOf(project: number): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      return await this.#hooks.getProjectConfiguration(project);
    } catch (error) {
      this.#context.signal.throwIfAborted();
      const why = error instanceof Error ? error.message : String(error);
      this.#context.logMessage(`the configuration of project ${project} is not known: ${why}`, { context: 'warning' });
      return undefined;
    }
  }

  /** Of the author's own params those that every export takes. Throws ValidationError. */
  #params(): ExportParams {
    const checked = ExportParams.check(this.#context.params);
    if (checked.ok) return checked.value;
    const { issues } = checked;
    throw new ValidationError(issues.map((issue) => formatIssue(issue, 'params')).join('\n'), { code: 'PARAMS_INVALID', issues });
  }
}
