/** Guide: DatasetAction, Operations. Fetch a dataset from the backend, or convert one that is here. */
export const DatasetOperation = { DOWNLOAD: 'download', CONVERT: 'convert' } as const;
export type DatasetOperation = (typeof DatasetOperation)[keyof typeof DatasetOperation];
