export { PluginEnvironment } from './plugin-environment.ts';
export { type Checkpoint, RuntimeContext, type RuntimeContextOptions } from './runtime-context.ts';
