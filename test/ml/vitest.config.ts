import type { ViteUserConfig } from 'vitest/config';
import shared from '../vitest.config.ts';

/** Real trainings: `npm run test:ml`. It installs torch and Ultralytics once, and starts one Ray cluster. */
const config: ViteUserConfig = {
  ...shared,
  test: {
    name: 'ml',
    include: ['test/ml/**/*.test.ts'],
    globalSetup: ['test/ray/global-setup.ts'],
    reporters: shared.test!.reporters!,
    testTimeout: 600_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
  },
};

export default config;
