import { spawnSync } from 'node:child_process';

/** A part of `npm run test:long`: 5,000 random workflows, and 200 more in processes that are signalled. SEED makes other ones. */
const files = ['test/steps/random-workflows.test.ts', 'test/steps/signalled-workflows.test.ts'];
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'unit', '--testTimeout', '1800000', ...files],
  { stdio: 'inherit', env: { ...process.env, STEP_RUNS: '5000', SIGNAL_RUNS: '200' } },
);
process.exitCode = status ?? 1;
