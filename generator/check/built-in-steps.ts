import type { CheckedStep } from './checked-contract.ts';

/** A step that a base brings along. */
export interface BuiltInStep {
  readonly name: string;
  readonly effects: CheckedStep['effects'];
  readonly rollback: boolean;
}

/** The steps of a base, in the order of their run; none for a base without. Guide: BaseExportAction, BaseUploadAction. */
export function builtInSteps(base: string): readonly BuiltInStep[] {
  return Object.hasOwn(STEPS, base) ? (STEPS[base] ?? []) : [];
}

const quiet = (name: string): BuiltInStep => ({ name, effects: 'none', rollback: false });

const STEPS: Readonly<Record<string, readonly BuiltInStep[]>> = {
  export: [
    { name: 'initialize', effects: 'local', rollback: true },
    quiet('fetch_results'),
    quiet('prepare_export'),
    quiet('convert_data'),
    { name: 'save_files', effects: 'local', rollback: true },
    quiet('finalize'),
  ],
  upload: [
    quiet('initialize'),
    quiet('validate_files'),
    quiet('analyze_collection'),
    quiet('organize_files'),
    quiet('generate_data_units'),
    { name: 'upload_files', effects: 'external', rollback: true },
    { name: 'process_metadata', effects: 'external', rollback: true },
    quiet('cleanup'),
  ],
};
