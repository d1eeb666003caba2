/** Entry `actionsmith/schemas`: the standard params and results, each a schema (any `paramsModel` or `resultModel`) and a type of one name. */
export * from './add-task-data.ts';
export * from './dataset.ts';
export * from './deployment.ts';
export * from './export.ts';
export * from './inference.ts';
export * from './train.ts';
export * from './upload.ts';
