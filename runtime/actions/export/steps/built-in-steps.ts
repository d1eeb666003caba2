import type { BaseStep } from '../../../steps/base-step.ts';
import type { StepPolicy } from '../../../steps/step-policy.ts';
import type { ClaimedFolder } from '../claim-folder.ts';
import type { AnyExportContext } from '../export-hooks.ts';
import { ExportStep, type WorkOf } from './export-step.ts';

/** Guide: BaseExportAction, Built-in Steps. In the order of their run; generator/check/built-in-steps.ts knows them by their names. */
export function builtInSteps(action: { readonly workOf: WorkOf }): readonly BaseStep<AnyExportContext>[] {
  return [
    new InitializeStep(action),
    new FetchResultsStep(action),
    new PrepareExportStep(action),
    new ConvertDataStep(action),
    new SaveFilesStep(action),
    new FinalizeStep(action),
  ];
}

/** Many files, and a storage that may be far away. */
const PATIENT: StepPolicy = { rollbackTimeoutMs: 3_600_000 };

/** Opens the storage, and claims a folder of its own there. */
export class InitializeStep extends ExportStep<ClaimedFolder> {
  readonly name: string = 'initialize';
  readonly progressWeight: number = 0.02;
  override readonly policy: StepPolicy = PATIENT;

  override async execute(context: AnyExportContext): Promise<ClaimedFolder> {
    return (await this.workOf(context)).initialize();
  }

  /** Whatever the export has written is taken back, and nothing else. */
  override async rollback(context: AnyExportContext): Promise<void> {
    await (await this.workOf(context)).undo();
  }
}

/** Sets `context.results`, by `getFilteredResults`. */
export class FetchResultsStep extends ExportStep {
  readonly name: string = 'fetch_results';
  readonly progressWeight: number = 0.03;
  override readonly effects: 'none' | 'local' | 'external' = 'none';

  override async execute(context: AnyExportContext): Promise<unknown> {
    return (await this.workOf(context)).fetchResults();
  }
}

/** Sets `context.exportItems`, and `context.exportParams` with the configuration of the project. */
export class PrepareExportStep extends ExportStep {
  readonly name: string = 'prepare_export';
  readonly progressWeight: number = 0.02;
  override readonly effects: 'none' | 'local' | 'external' = 'none';

  override async execute(context: AnyExportContext): Promise<unknown> {
    return (await this.workOf(context)).prepare();
  }
}

/** Sets `context.convertedItems`: beforeConvert → convertData → afterConvert for each item, when whoever saves it asks for it. */
export class ConvertDataStep extends ExportStep {
  readonly name: string = 'convert_data';
  readonly progressWeight: number = 0.03;
  override readonly effects: 'none' | 'local' | 'external' = 'none';

  override async execute(context: AnyExportContext): Promise<unknown> {
    return (await this.workOf(context)).convert();
  }
}

/** Writes `json/` and, where the params say so, `original_files/`. */
export class SaveFilesStep extends ExportStep {
  readonly name: string = 'save_files';
  readonly progressWeight: number = 0.85;
  override readonly policy: StepPolicy = PATIENT;

  override async execute(context: AnyExportContext): Promise<unknown> {
    return (await this.workOf(context)).save();
  }

  override async rollback(context: AnyExportContext): Promise<void> {
    await (await (await this.workOf(context)).output()).takeBack({ signal: context.signal });
  }
}

/** Writes what `saveAdditionalFiles` adds, and the list of errors. */
export class FinalizeStep extends ExportStep<void> {
  readonly name: string = 'finalize';
  readonly progressWeight: number = 0.05;
  override readonly effects: 'none' | 'local' | 'external' = 'none';

  override async execute(context: AnyExportContext): Promise<void> {
    await (await this.workOf(context)).finalize();
  }
}
