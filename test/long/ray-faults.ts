import { spawnSync } from 'node:child_process';

/** A part of `npm run test:long`: what a real cluster does when its processes are killed and its network is cut, two hundred times. CUTS=8 for a short look. */
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/long/vitest.config.ts'], {
  stdio: 'inherit',
  env: { CUTS: '200', ...process.env },
});
process.exitCode = status ?? 1;
