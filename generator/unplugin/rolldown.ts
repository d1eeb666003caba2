import type { BuildOptions } from './build-options.ts';
import { actionsmithPlugin } from './plugin.ts';
export type { BuildOptions } from './build-options.ts';

/** Entry `actionsmith/rolldown`: the plugin for Rolldown. Its type names nothing of Rolldown, which need not be installed. */
const actionsmith: (options?: BuildOptions) => { readonly name: string } = actionsmithPlugin.rolldown;

export default actionsmith;
