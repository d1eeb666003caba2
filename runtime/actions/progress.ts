/** The standard categories of progress, by base. Guide: Standard Progress Categories. */
export const trainProgress = { DATASET: 'dataset', TRAIN: 'train', MODEL_UPLOAD: 'model_upload' } as const;
export const exportProgress = {
  FETCH: 'fetch',
  DATASET_CONVERSION: 'dataset_conversion',
  ORIGINAL_FILE: 'original_file',
  DATA_FILE: 'data_file',
} as const;
export const inferenceProgress = { MODEL_LOAD: 'model_load', INFERENCE: 'inference', POSTPROCESS: 'postprocess' } as const;
export const deploymentProgress = { INITIALIZE: 'initialize', DEPLOY: 'deploy', REGISTER: 'register' } as const;
/** The guide names no category for uploads: these are their built-in steps. */
export const uploadProgress = {
  INITIALIZE: 'initialize',
  VALIDATE_FILES: 'validate_files',
  ANALYZE_COLLECTION: 'analyze_collection',
  ORGANIZE_FILES: 'organize_files',
  GENERATE_DATA_UNITS: 'generate_data_units',
  UPLOAD_FILES: 'upload_files',
  PROCESS_METADATA: 'process_metadata',
  CLEANUP: 'cleanup',
} as const;
export const datasetProgress = { DATASET_DOWNLOAD: 'dataset_download', DATASET_CONVERSION: 'dataset_conversion' } as const;
export const addTaskDataProgress = { ANNOTATE_TASK_DATA: 'annotate_task_data' } as const;
