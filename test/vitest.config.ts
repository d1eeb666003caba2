import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';
// @ts-expect-error a plain module of the build, without declarations
import { entryPoints } from '../.ci/entry-points.mjs';
// @ts-expect-error a plain module of the build, without declarations
import { handlebarsPlugin } from '../.ci/handlebars-plugin.mjs';
// @ts-expect-error a plain module of the build, without declarations
import { textPlugin } from '../.ci/text-plugin.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// Whole names only: an alias of `actionsmith` would else take `actionsmith/ray` for a file below it.
const alias = (entryPoints as readonly { name: string; source: string }[]).map(({ name, source }) => ({
  find: new RegExp(`^${name}$`),
  replacement: root + source,
}));

const config: ViteUserConfig = {
  root,
  plugins: [handlebarsPlugin.vite(), textPlugin.vite()],
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    reporters: ['default', `${root}.ci/count-reporter.mjs`],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'examples/*/test/**/*.test.ts'],
          exclude: ['test/{ray,browser,interop,ml,storage/servers}/**', 'test/long/ray/**', 'test/guide/ray-*', '**/node_modules/**'],
          maxWorkers: '100%', // many tests wait for a process of their own
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'ray',
          include: ['test/ray/**/*.test.ts', 'test/guide/ray-*.test.ts'], // examples of the guide that need a cluster
          exclude: ['**/node_modules/**'],
          globalSetup: ['test/ray/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
          maxWorkers: 2, // much of the time is spent waiting for Ray
          maxConcurrency: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
};

export default config;
