import { expect, test } from 'vitest';
import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { RunOutcome } from '../../../runtime/ray/follow/run-outcome.ts';

const job = { type: 'SUBMISSION', entrypoint: 'exec node main.mjs' } as const;

test('the status decides, whatever the records say', () => {
  const outcome = new RunOutcome('j1');
  outcome.add({ kind: 'event', event: { type: 'result', time: 1, value: 42 } });
  expect(outcome.decide({ ...job, status: 'SUCCEEDED' })).toBe(42);
  expect(() => outcome.decide({ ...job, status: 'STOPPED' })).toThrow('job j1 was stopped');
  expect(() => outcome.decide({ ...job, status: 'FAILED', message: 'killed' })).toThrow('job j1 failed: killed');
});

test("a cluster's node without Node.js says what to do", () => {
  const failed: JobDetails = {
    ...job,
    status: 'FAILED',
    driver_exit_code: 127,
    message: 'exit code 127, last available logs (truncated):\nnoise',
  };
  const outcome = new RunOutcome('j1');
  outcome.add({ kind: 'output', bytes: Buffer.from('/bin/sh: exec: node: not found\n') });
  expect(() => outcome.decide(failed)).toThrow(
    "job j1 failed: exit code 127. Node was not found on the cluster's node: put it on the PATH there, or submit with node: 'wheel'\n/bin/sh: exec: node: not found",
  );
});

test('a result that was damaged on its way is an error with the reason, never a wrong value', () => {
  const outcome = new RunOutcome('j1');
  outcome.add({ kind: 'damage', why: 'a value of 4 parts does not have the digest it was sent with' });
  expect(() => outcome.decide({ ...job, status: 'SUCCEEDED' })).toThrow(
    'job j1 succeeded, and its result did not arrive: a value of 4 parts does not have the digest it was sent with',
  );
});
