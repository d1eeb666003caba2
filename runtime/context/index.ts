/** Entry `actionsmith/context`: what a run knows. Guide: Module Reference. */
export { PluginEnvironment } from './plugin-environment.ts';
export { type Checkpoint, RuntimeContext, type RuntimeContextOptions } from './runtime-context.ts';
