import type { BuildOptions } from './build-options.ts';
import { actionsmithPlugin } from './plugin.ts';
export type { BuildOptions } from './build-options.ts';

/** Entry `actionsmith/webpack`: the plugin for webpack. Its type names nothing of webpack, which need not be installed. */
const actionsmith: (options?: BuildOptions) => { apply(compiler: unknown): void } = actionsmithPlugin.webpack as (
  options?: BuildOptions,
) => {
  apply(compiler: unknown): void;
};

export default actionsmith;
