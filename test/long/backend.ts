import { spawnSync } from 'node:child_process';

/**
 * A part of `npm run test:long`: 200 MiB that are cut 50 times while the server is killed 10 times, in both directions, and servers (the
 * backend, the pipeline service) that are killed 200 times under 20 clients. SEED makes other moments.
 */
const files = [
  'test/backend/interrupted-transfers.test.ts',
  'test/backend/killed-server.test.ts',
  'test/pipelines/service/killed-service.test.ts',
];
const counts = { TRANSFER_MIB: '200', TRANSFER_CUTS: '50', TRANSFER_KILLS: '10', SERVER_KILLS: '200' };
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'unit', '--no-file-parallelism', ...files],
  { stdio: 'inherit', env: { ...process.env, ...counts } },
);
process.exitCode = status ?? 1;
