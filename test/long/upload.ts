import { spawnSync } from 'node:child_process';

/** A part of `npm run test:long`: uploads of 1,000 files, killed at 300 moments and resumed. SEED makes other moments. */
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    'unit',
    'test/actions/upload/killed-uploads.test.ts',
  ],
  { stdio: 'inherit', env: { ...process.env, UPLOAD_FILES: '1000', UPLOAD_KILLS: '300' } },
);
if (status !== 0) process.exitCode = status ?? 1;
