import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';
// @ts-expect-error a plain module of the build, without declarations
import { handlebarsPlugin } from '../.ci/handlebars-plugin.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const alias = {
  'actionsmith/executors': `${root}runtime/executors/index.ts`,
  'actionsmith/ray/worker': `${root}runtime/ray/worker/index.ts`,
  'actionsmith/ray': `${root}runtime/ray/index.ts`,
  'actionsmith/loggers': `${root}runtime/logging/index.ts`,
  'actionsmith/generator': `${root}generator/index.ts`,
  'actionsmith/codegen/v1': `${root}runtime/codegen/v1.ts`,
  actionsmith: `${root}runtime/index.ts`,
};

const config: ViteUserConfig = {
  root,
  plugins: [handlebarsPlugin.vite()],
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    reporters: ['default', `${root}.ci/count-reporter.mjs`],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/ray/**', '**/node_modules/**'] } },
      {
        extends: true,
        test: {
          name: 'ray',
          include: ['test/ray/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['test/ray/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
};

export default config;
