import type { CheckedAction } from './checked-contract.ts';

/** The base of an action that does not say: by its key, as existing plugins name their actions. */
export function defaultBase(key: string, category: string): CheckedAction['base'] {
  const known = BY_KEY[key];
  if (known) return known;
  // A plugin of one purpose calls its one action main.
  return key === 'main' && (category === 'export' || category === 'upload') ? category : 'base';
}

const BY_KEY: Readonly<Record<string, CheckedAction['base']>> = Object.assign(Object.create(null), {
  train: 'train',
  export: 'export',
  infer: 'inference',
  inference: 'inference',
  dataset: 'dataset',
  download: 'dataset',
  convert: 'dataset',
  upload: 'upload',
  add_task_data: 'add_task_data',
  to_task: 'add_task_data',
  deployment: 'deployment',
  deploy: 'deployment',
  serve: 'serve',
} satisfies Record<string, CheckedAction['base']>);
