import type { BuildOptions } from './build-options.ts';
import { actionsmithPlugin } from './plugin.ts';
export type { BuildOptions } from './build-options.ts';

/** Entry `actionsmith/rollup`: the plugin for Rollup. Its type names nothing of Rollup, which need not be installed. */
const actionsmith: (options?: BuildOptions) => { readonly name: string } = actionsmithPlugin.rollup;

export default actionsmith;
