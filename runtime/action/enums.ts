/** What a plugin is for. Keys as in the guide, values as in config.yaml. */
export const PluginCategory = {
  NEURAL_NET: 'neural_net',
  EXPORT: 'export',
  UPLOAD: 'upload',
  SMART_TOOL: 'smart_tool',
  POST_ANNOTATION: 'post_annotation',
  PRE_ANNOTATION: 'pre_annotation',
  DATA_VALIDATION: 'data_validation',
  CUSTOM: 'custom',
} as const;
export type PluginCategory = (typeof PluginCategory)[keyof typeof PluginCategory];

/** Where an action runs. Guide: Execution Modes. */
export const RunMethod = { LOCAL: 'local', TASK: 'task', JOB: 'job', SERVE: 'serve' } as const;
export type RunMethod = (typeof RunMethod)[keyof typeof RunMethod];

/** What becomes of a result that does not fit: a warning (the guide's way), an error, or nothing. Guide: Result Validation. */
export type ResultValidation = 'warn' | 'strict' | 'off';

/** How an action is written. Guide: Module Reference. */
export const ActionType = { CLASS: 'class', FUNCTION: 'function' } as const;
export type ActionType = (typeof ActionType)[keyof typeof ActionType];
