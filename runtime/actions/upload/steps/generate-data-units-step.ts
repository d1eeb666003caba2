import { type AnyUpload, UploadStep } from './upload-step.ts';

/** Guide: GenerateDataUnitsStep. Describes the data units, with what the spreadsheet says of each. */
export class GenerateDataUnitsStep extends UploadStep {
  readonly name = 'generate_data_units';
  readonly progressWeight = 0.05;

  override async execute(context: AnyUpload): Promise<void> {
    const { describeUnits } = await import('../organize/describe-units.ts');
    context.dataUnits = await describeUnits(context);
  }
}
