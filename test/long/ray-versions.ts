import { spawnSync } from 'node:child_process';
import { TESTED } from '../../runtime/ray/doctor/advisories.ts';

/** The oldest release that is said to be supported, one between, and the newest. RAY_VERSIONS=2.54.0 names others. */
const VERSIONS = process.env['RAY_VERSIONS']?.split(',') ?? [TESTED.from, '2.57.0', TESTED.to];

/** Submit, result, logs byte for byte and resumed, stop, failure, resume of a run, the package store, native packages, actors, the doctor. */
const SAMPLE = [
  'test/ray/jobs-client.test.ts',
  'test/ray/follow/follow-run.test.ts',
  'test/ray/run/result.test.ts',
  'test/ray/run/failure.test.ts',
  'test/ray/run/stopping.test.ts',
  'test/ray/run/resume.test.ts',
  'test/ray/run/externals.test.ts',
  'test/ray/task/actors.test.ts',
  'test/ray/doctor/doctor.test.ts',
];

/** A part of `npm run test:long`: a sample of the tests against real clusters of several releases of Ray, each installed once into the user's cache. */
for (const version of VERSIONS) {
  console.log(`Ray ${version}`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'ray', ...SAMPLE];
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, ACTIONSMITH_TEST_RAY_VERSION: version },
  });
  if (status !== 0) process.exitCode = 1;
}
