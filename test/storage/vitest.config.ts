import type { ViteUserConfig } from 'vitest/config';
import shared from '../vitest.config.ts';

/** Storages against the servers that people use, on loopback: `npm run test:storage`, and a lane of .ci/run. It needs Python >= 3.10 and OpenSSH's sshd. */
const config: ViteUserConfig = {
  ...shared,
  test: {
    name: 'storage',
    include: ['test/storage/servers/**/*.test.ts'],
    reporters: shared.test!.reporters!,
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
};

export default config;
