import { spawnSync } from 'node:child_process';

/**
 * A part of `npm run test:long`: a regenerate that is killed at every call of the file system and at 300 random moments, that fails at every
 * call in four ways, that runs two to eight times at once, a hundred times, and 500 sequences of edits. SEED makes other moments.
 */
const files = ['kills', 'faults', 'races', 'edits'].map((name) => `test/generator/reconcile/${name}.test.ts`);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'unit', '--testTimeout', '3600000', ...files],
  { stdio: 'inherit', env: { ...process.env, KILL_STEP: '1', RANDOM_KILLS: '300', FAULT_STEP: '1', RACES: '100', EDIT_SEQUENCES: '500' } },
);
process.exitCode = status ?? 1;
