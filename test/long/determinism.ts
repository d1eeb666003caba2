import { spawnSync } from 'node:child_process';

/**
 * A part of `npm run test:long`: two contracts generated in every combination of locale, time zone, umask, folder, order of files and line ends
 * on this Node, and in every seventh on another release.
 */
const release = process.versions.node.startsWith('24.') ? '22' : '24';
const { stdout } = spawnSync('npx', ['-y', `node@${release}`, '-p', 'process.execPath'], { encoding: 'utf8' });
const other = stdout.trim();
if (other === '') throw new Error(`there is no Node ${release}: npx -y node@${release} gave none`);
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    'unit',
    '--testTimeout',
    '3600000',
    'test/generator/determinism.test.ts',
  ],
  { stdio: 'inherit', env: { ...process.env, SURROUNDINGS: 'all', OTHER_NODE: other } },
);
process.exitCode = status ?? 1;
