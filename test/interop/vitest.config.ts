import type { ViteUserConfig } from 'vitest/config';
import shared from '../vitest.config.ts';

/** The Python package's own client against our server: `npm run test:interop`, and a lane of .ci/run. It needs Python >= 3.12. */
const config: ViteUserConfig = {
  ...shared,
  test: {
    name: 'interop',
    include: ['test/interop/**/*.test.ts'],
    reporters: shared.test!.reporters!,
    testTimeout: 180_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
};

export default config;
