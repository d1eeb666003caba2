import type { BuildOptions } from './build-options.ts';
import { actionsmithPlugin } from './plugin.ts';
export type { BuildOptions } from './build-options.ts';

/** Entry `actionsmith/esbuild`: the plugin for esbuild, of whatever version is installed. */
const actionsmith: (options?: BuildOptions) => { readonly name: string; setup(build: unknown): void | Promise<void> } =
  actionsmithPlugin.esbuild;

export default actionsmith;
