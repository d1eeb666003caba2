import type { BaseStep } from '../../../steps/base-step.ts';
import { AnalyzeCollectionStep } from './analyze-collection-step.ts';
import { CleanupStep } from './cleanup-step.ts';
import { GenerateDataUnitsStep } from './generate-data-units-step.ts';
import { InitializeStep } from './initialize-step.ts';
import { OrganizeFilesStep } from './organize-files-step.ts';
import { ProcessMetadataStep } from './process-metadata-step.ts';
import { UploadFilesStep } from './upload-files-step.ts';
import type { AnyUpload } from './upload-step.ts';
import { ValidateFilesStep } from './validate-files-step.ts';

/** Guide: BaseUploadAction, Built-in Steps. In the order of their run. */
export function builtInSteps(): readonly BaseStep<AnyUpload>[] {
  return [
    new InitializeStep(),
    new ValidateFilesStep(),
    new AnalyzeCollectionStep(),
    new OrganizeFilesStep(),
    new GenerateDataUnitsStep(),
    new UploadFilesStep(),
    new ProcessMetadataStep(),
    new CleanupStep(),
  ];
}
