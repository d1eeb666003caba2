import { createUnplugin, type UnpluginInstance } from 'unplugin';
import type { BuildOptions } from './build-options.ts';
import { setUpEsbuild } from './set-up-esbuild.ts';
import { rollupHooks } from './rollup-hooks.ts';
import { setUpWebpack } from './set-up-webpack.ts';

/** Generates where a bundler starts to build, and again when the contract changes; what is wrong with it is the bundler's own error. */
export const actionsmithPlugin: UnpluginInstance<BuildOptions | undefined, false> = createUnplugin((options = {}, { framework }) => {
  const name = 'actionsmith';
  if (framework === 'esbuild') return { name, esbuild: { setup: (build) => setUpEsbuild(build, options) } };
  if (framework === 'webpack') return { name, webpack: (compiler) => setUpWebpack(compiler, options) };
  const { vite, ...hooks } = rollupHooks(options);
  return { name, ...hooks, vite };
});
