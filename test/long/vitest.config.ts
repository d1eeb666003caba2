import type { ViteUserConfig } from 'vitest/config';
import common from '../vitest.config.ts';

/** What is too long for `npm test` and needs a real cluster; every file may start clusters of its own, and break them. */
const config: ViteUserConfig = {
  ...common,
  test: {
    ...common.test,
    projects: [
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/long/ray/**/*.test.ts', 'test/ray/faults/**/*.test.ts'],
          globalSetup: ['test/ray/global-setup.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
};

export default config;
