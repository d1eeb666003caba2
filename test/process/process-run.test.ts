import { describe, expect, test } from 'vitest';
import { useEndingsPlugin } from '../support/endings-plugin.ts';
import { runJobProcess } from '../support/run-job-process.ts';

const plugin = useEndingsPlugin();
const runJob = (action: string, how: string, signals: Readonly<Record<string, NodeJS.Signals>> = {}) =>
  runJobProcess(plugin.folder, action, { params: { how }, signals });

const NO_RESULT = 'the action ended without a result: it called process.exit, or waits for something that can no longer happen';

describe('a job fails, and says so once, like a run in the command’s own process', () => {
  test.each([
    ['exit', 'ENDED_EARLY', NO_RESULT],
    ['never', 'ENDED_EARLY', NO_RESULT],
    ['callback', 'EXECUTION_FAILED', 'the action failed: thrown in a callback'],
    ['rejection', 'EXECUTION_FAILED', 'the action failed: nobody awaits it'],
  ])('by %s', async (how, errorCode, message) => {
    const { code, ends } = await runJob('leave', how);
    expect(ends).toMatchObject([{ type: 'failed', error: { code: errorCode, message } }]);
    expect(code).toBe(1);
  });

  test('even after its result', async () => {
    const { code, ends } = await runJob('leave', 'late');
    expect(ends).toMatchObject([{ type: 'result', value: 'done' }, { type: 'failed' }]);
    expect(code).toBe(1);
  });

  test.each(['callback', 'never'])('after its steps were undone: %s', async (how) => {
    const { code, events, ends } = await runJob('workflow', how);
    expect(events.flatMap((event) => (event.type === 'step' ? [`${event.step} ${event.status}`] : []))).toEqual([
      'upload started',
      'upload finished',
      'wait started',
      'wait failed',
      'upload undone',
    ]);
    expect(ends).toMatchObject([{ type: 'failed', error: { name: 'ExecutionError', details: { step: 'wait' } } }]);
    expect(code).toBe(1);
  });

  test('by a signal, after its steps were undone', async () => {
    const { code, events, ends } = await runJob('workflow', 'stopped', { waiting: 'SIGTERM' });
    expect(events.at(-2)).toMatchObject({ type: 'step', step: 'upload', status: 'undone' });
    expect(ends).toMatchObject([{ type: 'failed', error: { name: 'RunCancelled', message: 'the run was cancelled in step "wait"' } }]);
    expect(code).toBe(1);
  });

  test('by a second signal at once, while its rollback hangs', async () => {
    const { code, ends } = await runJob('workflow', 'stuck', { waiting: 'SIGTERM', 'upload is undone': 'SIGTERM' });
    const message = 'the run was ended at once by SIGTERM; what it began may not be undone';
    expect(ends).toMatchObject([{ type: 'failed', error: { name: 'RunCancelled', message } }]);
    expect(code).toBe(143);
  });
});
