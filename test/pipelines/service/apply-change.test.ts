import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProgressReport } from '../../../generated/pipeline-service/progress-report/types.ts';
import type { RunProgress } from '../../../generated/pipeline-service/run-progress/types.ts';
import { applyChange, beginProgress, hasEnded, type RunChange } from '../../../runtime/pipelines/service/apply-change.ts';

const begun = beginProgress('r1', 'p1', ['download', 'process']);
const at = '2026-01-31T12:00:00.000Z';
const later = '2026-01-31T12:00:05.000Z';

function report(progress: RunProgress, ...reports: ProgressReport[]): RunProgress {
  return reports.reduce((before, one) => applyChange(before, { kind: 'report', at, report: one }), progress);
}

const started: ProgressReport = { status: 'running', current_action: 'download', action_progress: { name: 'download', status: 'running' } };
const done: ProgressReport = { action_progress: { name: 'download', status: 'completed' } };

test('a run begins with all of its actions, and none of them done', () => {
  expect(begun).toMatchObject({ status: 'pending', overall_progress: 0, attempt: 1, current_action: null });
  expect(begun.progress.map(({ name, status }) => `${name} ${status}`)).toEqual(['download pending', 'process pending']);
});

test('what is reported of an action is there, and counts for the whole', () => {
  const half: ProgressReport = {
    action_progress: { name: 'download', progress: 0.5, progress_step: 'fetch', metrics: { files: 3 }, message: '3 of 6' },
  };
  const after = report(begun, started, half);
  expect(after).toMatchObject({ status: 'running', started_at: at, current_action: 'download', overall_progress: 25 });
  expect(after.progress[0]).toEqual({
    name: 'download',
    status: 'running',
    progress: 0.5,
    progress_step: 'fetch',
    message: '3 of 6',
    metrics: { files: 3 },
    started_at: at,
    completed_at: null,
    error: null,
  });
});

test('metrics of other names stay, of the same name the newest holds', () => {
  const [first, second] = [{ a: 1, b: 1 }, { b: 2 }].map((metrics): ProgressReport => ({ action_progress: { name: 'download', metrics } }));
  expect(report(begun, first!, second!).progress[0]!.metrics).toEqual({ a: 1, b: 2 });
});

test('a report that comes a second time, or too late, changes nothing: the very same object', () => {
  const once = report(begun, started, done);
  for (const late of [started, done, { action_progress: { name: 'download', progress: 0.2 } }, { current_action_index: 0 }])
    expect(report(once, late as ProgressReport)).toBe(once);
});

test('what ended stays as it ended', () => {
  const failed = applyChange(report(begun, started), { kind: 'update', at: later, update: { status: 'failed', error: 'boom' } });
  expect(failed).toMatchObject({ status: 'failed', error: 'boom', completed_at: later });
  expect(report(failed, done, { status: 'completed' })).toBe(failed);
});

test('a class’s name, which other clients report, is told by its place', () => {
  const after = report(begun, {
    current_action: 'ProcessAction',
    current_action_index: 1,
    action_progress: { name: 'ProcessAction', status: 'running' },
  });
  expect(after.progress.map(({ name, status }) => `${name} ${status}`)).toEqual(['download pending', 'process running']);
  expect(after.current_action).toBe('process');
});

test.each([
  ['2026-01-31T10:00:00', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31T10:00:00+02:00', '2026-01-31T08:00:00.000Z'],
  ['yesterday', at],
])('a time without a zone is one of UTC, and what is no time is not believed: %s', (started_at, kept) => {
  const after = report(begun, { action_progress: { name: 'download', status: 'running', started_at } });
  expect(after.progress[0]!.started_at).toBe(kept);
});

test('resumed, it does again what is not done, and no report of the attempt before counts', () => {
  const failed = report(
    begun,
    started,
    done,
    { current_action: 'process', action_progress: { name: 'process', status: 'running', progress: 0.7 } },
    { status: 'failed' },
  );
  const again = applyChange(failed, { kind: 'resume', at: later });
  expect(again).toMatchObject({
    status: 'pending',
    attempt: 2,
    overall_progress: 50,
    current_action: null,
    current_action_index: 1,
    completed_at: null,
  });
  expect(again.progress.map(({ status, progress }) => `${status} ${progress}`)).toEqual(['completed 1', 'pending 0']);
  expect(report(again, { attempt: 1, status: 'completed' })).toBe(again);
  expect(report(again, { attempt: 2, status: 'running' }).status).toBe('running');
});

test('whatever is reported, in whatever order: nothing goes back, and doing it twice is doing it once', () => {
  const action = fc.record(
    {
      name: fc.constantFrom('download', 'process', 'Other'),
      status: fc.constantFrom('pending', 'running', 'completed', 'failed', 'skipped'),
      progress: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    { requiredKeys: ['name'] },
  );
  const reports = fc.record(
    {
      status: fc.constantFrom('pending', 'running', 'completed', 'failed', 'cancelled'),
      current_action_index: fc.nat(3),
      action_progress: action,
      attempt: fc.integer({ min: 1, max: 2 }),
    },
    { requiredKeys: [] },
  );
  const change: fc.Arbitrary<RunChange> = fc.oneof(
    { arbitrary: reports.map((one): RunChange => ({ kind: 'report', at, report: one as ProgressReport })), weight: 9 },
    { arbitrary: fc.constant<RunChange>({ kind: 'resume', at }), weight: 1 },
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let before = begun;
      for (const one of changes) {
        const after = applyChange(before, one);
        if (one.kind === 'report') {
          expect(applyChange(after, one)).toBe(after);
          if (hasEnded(before)) expect(after).toBe(before);
          expect(after.overall_progress).toBeGreaterThanOrEqual(
            before.overall_progress - 50 * Number(after.progress.length > before.progress.length),
          );
          for (const [index, { progress }] of before.progress.entries())
            expect(after.progress[index]!.progress).toBeGreaterThanOrEqual(progress);
        }
        expect(after.overall_progress).toBeLessThanOrEqual(100);
        before = after;
      }
    }),
  );
});
