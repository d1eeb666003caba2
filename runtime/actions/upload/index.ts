/** Entry `actionsmith/actions/upload`. */
export { uploadProgress } from '../progress.ts';
export { UploadParams, type UploadParamsInput, UploadResult, type UploadResultInput } from '../../schemas/upload.ts';
export { BaseUploadAction } from './base-upload-action.ts';
export { AnalyzeCollectionStep } from './steps/analyze-collection-step.ts';
export { CleanupStep } from './steps/cleanup-step.ts';
export { GenerateDataUnitsStep } from './steps/generate-data-units-step.ts';
export { InitializeStep } from './steps/initialize-step.ts';
export { OrganizeFilesStep } from './steps/organize-files-step.ts';
export { ProcessMetadataStep } from './steps/process-metadata-step.ts';
export { UploadFilesStep } from './steps/upload-files-step.ts';
export { ValidateFilesStep } from './steps/validate-files-step.ts';
export { UploadContext } from './upload-context.ts';
export type { OrganizedFile, RejectedFile, SourceFile, UploadDataUnit, UploadedFile } from './upload-items.ts';
