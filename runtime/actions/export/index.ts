/** Entry `actionsmith/actions/export`. */
export { exportProgress } from '../progress.ts';
export { ExportParams, type ExportParamsInput, ExportResult } from '../../schemas/export.ts';
export { BaseExportAction } from './base-export-action.ts';
export { ExportContext } from './export-context.ts';
