import type { BuildOptions } from './build-options.ts';
import { actionsmithPlugin } from './plugin.ts';
export type { BuildOptions } from './build-options.ts';

/** Entry `actionsmith/vite`: the plugin for Vite. Its type names nothing of Vite, which need not be installed. */
const actionsmith: (options?: BuildOptions) => { readonly name: string } = actionsmithPlugin.vite;

export default actionsmith;
