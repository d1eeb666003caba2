/** Entry `actionsmith/actions/export`. */
export { exportProgress } from '../progress.ts';
export { ExportParams, type ExportParamsInput, ExportResult } from '../../schemas/export.ts';
export { BaseExportAction } from './base-export-action.ts';
export { ExportContext } from './export-context.ts';
export type { AnyExportContext } from './export-hooks.ts';
export type { ConvertedItem, ExportFailure, ExportFile, ExportItem } from './export-item.ts';
export type { ExportOutput } from './export-output.ts';
export type { ExportTarget, FilteredResults } from './list-target.ts';
export {
  ConvertDataStep,
  FetchResultsStep,
  FinalizeStep,
  InitializeStep,
  PrepareExportStep,
  SaveFilesStep,
} from './steps/built-in-steps.ts';
