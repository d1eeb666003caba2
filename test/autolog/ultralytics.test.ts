import { BaseAction } from 'actionsmith';
import { testAction } from 'actionsmith/testing';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readEpochs, readResults } from '../../runtime/autolog/read-results.ts';

const HEADER = 'epoch,time,train/box_loss,metrics/mAP50(B)\n';

interface Params {
  readonly folder: string;
  readonly fail?: boolean;
}

/** Stands for a program in Python: it writes as ultralytics does. */
class Train extends BaseAction<Params, string> {
  override async execute(): Promise<string> {
    const run = join(this.params.folder, 'detect', 'train2');
    this.autolog('ultralytics', { folder: this.params.folder, everyMs: 5 });
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, 'args.yaml'), 'task: detect\nepochs: 2\nbatch: 16\n');
    writeFileSync(join(run, 'results.csv'), `${HEADER}1,4.2,1.5,0.25\n`);
    const seen = vi.spyOn(this as BaseAction, 'setMetrics');
    await vi.waitFor(() => expect(seen).toHaveBeenCalledOnce());
    appendFileSync(join(run, 'results.csv'), '2,8.1,nan,0.5\n3,half a li');
    if (this.params.fail) throw new Error('out of memory');
    return 'trained';
  }
}

function writeOldRun(folder: string): Params {
  mkdirSync(join(folder, 'detect/train'), { recursive: true });
  writeFileSync(join(folder, 'detect/train/results.csv'), `${HEADER}1,1,1,1\n2,2,2,2\n`);
  return { folder };
}

test('epochs are reported while they are written, the last ones at the end, and an earlier training not at all', async () => {
  const run = await testAction(Train, ({ folder }) => writeOldRun(folder));
  expect(run.succeeded()).toBe('trained');
  expect(run.metrics('train')).toEqual([
    { epoch: 1, time: 4.2, 'train/box_loss': 1.5, 'metrics/mAP50(B)': 0.25 },
    { epoch: 2, time: 8.1, 'train/box_loss': null, 'metrics/mAP50(B)': 0.5 },
  ]);
  expect(run.progress('train')).toEqual([50, 100]);
});

test('what was written before a failure is reported too', async () => {
  const run = await testAction(Train, ({ folder }) => ({ folder, fail: true }));
  expect([run.failed().message, run.progress('train')]).toEqual(['action Train failed: out of memory', [50, 100]]);
});

test('another framework is an error that says which are known', async () => {
  class Other extends BaseAction {
    override execute(): void {
      this.autolog('ultralitics' as never);
    }
  }
  expect((await testAction(Other, {})).failed({ code: 'UNKNOWN_FRAMEWORK' }).message).toBe(
    'autolog does not know "ultralitics"; did you mean "ultralytics"?',
  );
});

describe('results.csv', () => {
  test.each([
    ['padded with blanks', '     epoch,   train/loss\n         1,         0.5\n', [{ epoch: 1, values: { 'train/loss': 0.5 } }]],
    ['with line breaks of Windows', 'epoch,a\r\n1,2\r\n', [{ epoch: 1, values: { a: 2 } }]],
    ['with a line that is half written', 'epoch,a\n1,2\n2', [{ epoch: 1, values: { a: 2 } }]],
    ['with a line of too few values', 'epoch,a,b\n1,2\n', []],
    ['with infinities', 'epoch,a,b\n1,inf,-inf\n', [{ epoch: 1, values: { a: Infinity, b: -Infinity } }]],
    ['with an epoch that is none', 'epoch,a\n-1,2\nx,2\n1.5,2\n', []],
    ['of something else', 'name,age\nx,1\n', []],
    ['that is empty', '', []],
  ])('%s', (_, text, rows) => {
    expect(readResults(text)).toEqual(rows);
  });

  test('args.yaml says how many epochs there will be', () => {
    expect([readEpochs('task: detect\nepochs: 100\n'), readEpochs('epochs: many\n'), readEpochs('')]).toEqual([100, undefined, undefined]);
  });
});
