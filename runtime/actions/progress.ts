/** The standard categories of progress, by base. Guide: Standard Progress Categories. */
export const trainProgress = { DATASET: 'dataset', TRAIN: 'train', MODEL_UPLOAD: 'model_upload' } as const;
export const exportProgress = {
  FETCH: 'fetch',
  DATASET_CONVERSION: 'dataset_conversion',
  ORIGINAL_FILE: 'original_file',
  DATA_FILE: 'data_file',
} as const;
export const inferenceProgress = { MODEL_LOAD: 'model_load', INFERENCE: 'inference' } as const;
export const datasetProgress = { DATASET_DOWNLOAD: 'dataset_download', DATASET_CONVERSION: 'dataset_conversion' } as const;
export const addTaskDataProgress = { ANNOTATE_TASK_DATA: 'annotate_task_data' } as const;
