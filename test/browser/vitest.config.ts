import type { ViteUserConfig } from 'vitest/config';
import shared from '../vitest.config.ts';

/** Tests that need a Chromium, which is no package of npm's: `npm run test:browser`, and a lane of .ci/run. */
const config: ViteUserConfig = {
  ...shared,
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    reporters: shared.test!.reporters!,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
};

export default config;
