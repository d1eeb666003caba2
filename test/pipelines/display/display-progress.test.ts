import { type ActionProgress, displayProgressAsync, type PipelineProgress, printProgressSummary } from 'actionsmith/pipelines';
import { expect, test } from 'vitest';

function progressOf(status: PipelineProgress['status'], download: number, process: number, error?: string): PipelineProgress {
  return {
    runId: 'r1',
    pipelineId: 'p1',
    status,
    overallProgress: 50 * (download + process),
    actions: { download: actionOf('download', download), process: actionOf('process', process) },
    attempt: 1,
    ...(error !== undefined && { error }),
  };
}

function actionOf(name: string, progress: number): ActionProgress {
  const status = progress === 1 ? 'COMPLETED' : progress > 0 ? 'RUNNING' : 'PENDING';
  return { name, status, progress, metrics: {}, ...(status === 'RUNNING' && { step: 'fetch' }) };
}

async function* updates(...all: PipelineProgress[]): AsyncGenerator<PipelineProgress> {
  yield* all;
}

function fakeStream(): { text: string; write: (text: string) => void } {
  return {
    text: '',
    write(text: string) {
      this.text += text;
    },
  };
}

test('piped, what has changed is a line: a status, or ten percent more', async () => {
  const stream = fakeStream();
  const all = updates(
    progressOf('PENDING', 0, 0),
    progressOf('RUNNING', 0.11, 0),
    progressOf('RUNNING', 0.12, 0),
    progressOf('RUNNING', 0.2, 0),
    progressOf('RUNNING', 1, 0),
    progressOf('FAILED', 1, 0, 'no more\ndisk'),
  );
  const last = await displayProgressAsync(all, { stream });
  expect(last.status).toBe('FAILED');
  expect(stream.text.split('\n')).toEqual([
    'PENDING',
    '▸ download  11%  fetch, 5% of all',
    'RUNNING',
    '▸ download  20%  fetch, 10% of all',
    '✓ download 100%, 50% of all',
    'FAILED: no more\\ndisk',
    '',
  ]);
});

test('in a terminal the same lines are drawn again in their place', async () => {
  const stream = fakeStream();
  await displayProgressAsync(updates(progressOf('RUNNING', 0.5, 0), progressOf('COMPLETED', 1, 1)), { stream, interactive: true });
  const [first, second] = stream.text.split('\u001B[2K\r\u001B[1A\u001B[2K\r\u001B[1A\u001B[2K\r\u001B[1A\u001B[2K\r');
  expect(first).toBe('\u001B[2K\rRUNNING   ██████░░░░░░░░░░░░░░░░░░  25%\n▸ download  50%  fetch\n· process    0%\n');
  expect(second).toBe('COMPLETED ████████████████████████ 100%\n✓ download 100%\n✓ process  100%\n');
});

test('a pipeline of which nothing is told is an error', async () => {
  await expect(displayProgressAsync(updates())).rejects.toMatchObject({ code: 'PIPELINE_SILENT' });
});

test('a summary is a bar and a line for each action', () => {
  const stream = fakeStream();
  printProgressSummary(progressOf('FAILED', 1, 0.5, 'boom'), stream);
  expect(stream.text).toBe('FAILED    ██████████████████░░░░░░  75%\n✓ download 100%\n▸ process   50%  fetch\nboom\n');
});
