import { spawnSync } from 'node:child_process';

/**
 * A part of `npm run test:long`: 2 GiB are loaded in bounded memory, 40 processes killed on the way, every call of the file system fails once, and
 * 3,000 archives are damaged.
 * SEED makes other moments.
 */
const files = ['test/models/killed-loads.test.ts', 'test/models/fetch-model.test.ts', 'test/archives/mutated-archives.test.ts'];
const runs = [
  { LOAD_MIB: '2048', LOAD_KILLS: '2' },
  { LOAD_MIB: '64', LOAD_KILLS: '40', MODEL_FAULTS_EVERY: '1', ARCHIVE_MUTATIONS: '3000' },
];
for (const counts of runs) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'unit', '--no-file-parallelism', ...files],
    { stdio: 'inherit', env: { ...process.env, ...counts } },
  );
  if (status !== 0) process.exitCode = status ?? 1;
}
