import { findCollection } from '../organize/find-collection.ts';
import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: AnalyzeCollectionStep. Asks which files each data unit of the collection has. */
export class AnalyzeCollectionStep extends UploadStep {
  readonly name = 'analyze_collection';
  readonly progressWeight = 0.05;

  override async execute(context: AnyUpload): Promise<void> {
    context.collection = undefined;
    await findCollection(context);
  }
}
