// Generated from schemas/plugin-config.schema.json.

export type AnnotationCategory = 'image' | 'video' | 'audio' | 'text' | 'pcd' | 'prompt' | 'time_series';

export type AnnotationTool =
  | 'bounding_box'
  | 'polygon'
  | 'polyline'
  | 'keypoint'
  | 'segmentation'
  | 'relation'
  | 'classification'
  | 'annotationGroup'
  | 'named_entity'
  | '3d_bounding_box'
  | '3d_segmentation'
  | 'prompt'
  | 'answer'
  | 'time_range';

export type AnnotationType = 'bbox' | 'polygon' | 'point' | 'line' | 'mask' | 'label';

export type DataType = 'image' | 'text' | 'video' | 'pcd' | 'audio' | 'data';

export type SmartToolType = 'interactive' | 'automatic' | 'semi_automatic';

/** What kind of plugin it is. */
export type PluginCategory = 'neural_net' | 'export' | 'upload' | 'smart_tool' | 'post_annotation' | 'pre_annotation' | 'data_validation' | 'custom';

export type SchemaOrPath = string | boolean | { [key: string]: unknown };

export type Duration = string;

/** A unit of work with params and a result. */
export interface ActionConfig {
  name?: string;
  description?: string;
  entrypoint?: string;
  method: 'local' | 'task' | 'job' | 'serve' | 'restapi';
  base?: 'base' | 'train' | 'export' | 'inference' | 'dataset' | 'upload' | 'add_task_data' | 'deployment' | 'serve';
  input_type?: string | null;
  output_type?: string | null;
  params?: SchemaOrPath;
  result?: SchemaOrPath;
  result_validation: 'warn' | 'strict' | 'off';
  resources?: Resources;
  serve?: ServeConfig;
  serve_options?: { [key: string]: unknown };
  steps?: StepConfig[] | string;
  ui_schema?: unknown[] | { [key: string]: unknown };
  hyperparameters?: { [key: string]: unknown };
  inference_options?: { required_cpu_count?: number; required_gpu_count?: number; [key: string]: unknown };
  supported_data_type?: string | string[];
  supported_data_types?: DataType[];
  options?: { [key: string]: unknown };
  excel_config?: { max_file_size_mb?: number; max_rows?: number; max_columns?: number; [key: string]: unknown };
}

/** Whether a failed attempt is repeated. */
export interface RetryConfig {
  attempts: number;
  delay?: Duration;
  factor: number;
}

/** A part of an action, with its own progress, retry and rollback. */
export interface StepConfig {
  name: string;
  description?: string;
  weight?: number;
  output?: SchemaOrPath;
  needs?: string[];
  skippable: boolean;
  effects: 'none' | 'local' | 'external';
  rollback: boolean;
  idempotent: boolean;
  timeout?: Duration;
  retry?: RetryConfig;
  before?: string;
  after?: string;
  replace?: string;
}

/** What a remote run asks of the cluster. */
export interface Resources {
  num_cpus?: number;
  num_gpus?: number;
  memory?: string | number;
}

export interface RouteConfig {
  description?: string;
  request?: SchemaOrPath;
  response?: SchemaOrPath;
}

/** How the action is served over HTTP. */
export interface ServeConfig {
  routes?: { [key: string]: RouteConfig };
  num_replicas?: number | string;
  autoscaling_config?: { [key: string]: unknown };
  max_ongoing_requests?: number;
  max_queued_requests?: number;
  health_check_period_s?: number;
  health_check_timeout_s?: number;
  graceful_shutdown_timeout_s?: number;
  graceful_shutdown_wait_loop_s?: number;
  batch?: { max_batch_size?: number; batch_wait_timeout_s?: number };
}

/** Version specifiers of what the plugin needs, like >=3.10. */
export interface Requirements {
  sdk?: string;
  python?: string;
  cuda?: string;
  node?: string;
}

/** The contract of a plugin: its config.yaml. */
export interface PluginConfig {
  name: string;
  code: string;
  version: string;
  variant?: string | null;
  category: PluginCategory;
  description: string;
  readme: string;
  package_manager: 'pip' | 'uv';
  package_manager_options?: string[];
  wheels_dir: string;
  env?: { [key: string]: string | number | boolean };
  secrets?: { [key: string]: string };
  runtime_env?: { [key: string]: unknown };
  assets?: string[];
  externals?: string[];
  data_type?: DataType;
  tasks?: string[];
  supported_data_types?: DataType[];
  supported_data_type?: DataType[];
  supported_annotation_tools?: { [key: string]: AnnotationTool[] };
  annotation_category?: AnnotationCategory;
  annotation_type?: AnnotationType;
  smart_tool?: SmartToolType;
  smart_tool_type?: SmartToolType;
  requires?: Requirements;
  dependencies?: { [key: string]: string };
  tags?: string[];
  debug?: boolean;
  types: 'actionsmith' | 'json-schema-to-typescript';
  actions: { [key: string]: ActionConfig };
}
