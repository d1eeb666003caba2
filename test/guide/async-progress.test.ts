import { BaseAction } from 'actionsmith';
import {
  ActionPipeline,
  displayProgressAsync,
  LocalPipelineExecutor,
  type PipelineExecutor,
  type PipelineProgress,
} from 'actionsmith/pipelines';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeFolder } from '../support/make-plugin.ts';

/* Guide: Async Execution Patterns. The same on a real cluster: test/ray/pipelines/guide.test.ts. */

const fetched = z.object({ path: z.string() });
const processed = z.object({ count: z.int() });

class DownloadAction extends BaseAction<{ dataset: number }, z.infer<typeof fetched>> {
  static override readonly actionName = 'download';
  static override readonly paramsModel = z.object({ dataset: z.int() });
  static override readonly resultModel = fetched;
  override execute(): { path: string } {
    return { path: `data/${this.params.dataset}` };
  }
}

class ProcessAction extends BaseAction<z.infer<typeof fetched>, z.infer<typeof processed>> {
  static override readonly actionName = 'process';
  static override readonly paramsModel = fetched;
  static override readonly resultModel = processed;
  override execute(): { count: number } {
    this.setProgress(1, 2);
    return { count: this.params.path.length };
  }
}

class UploadAction extends BaseAction<z.infer<typeof processed>, { uploaded: number }> {
  static override readonly actionName = 'upload';
  static override readonly paramsModel = processed;
  override execute(): { uploaded: number } {
    return { uploaded: this.params.count };
  }
}

async function monitorProgress(executor: PipelineExecutor, runId: string): Promise<PipelineProgress> {
  let last: PipelineProgress | undefined;
  for await (const progress of executor.streamProgressAsync(runId)) {
    last = progress;
    if (progress.status === 'COMPLETED' || progress.status === 'FAILED') break;
  }
  return last!;
}

test('a pipeline is submitted, its progress displayed, and its end given', async () => {
  const pipeline = new ActionPipeline([DownloadAction, ProcessAction, UploadAction]);
  const executor = new LocalPipelineExecutor({ dataFolder: makeFolder() });
  const run = await pipeline.submit({ dataset: 123 }, executor);
  const lines: string[] = [];
  const final = await displayProgressAsync(executor.streamProgressAsync(run), {
    stream: { write: (text) => lines.push(text) > 0 },
    interactive: false,
  });
  expect([final.status, lines.at(-1), await run.wait()]).toEqual(['COMPLETED', 'COMPLETED\n', { uploaded: 8 }]);
  await executor.close();
});

test('whoever iterates sees the status, the percent of all, and the action that runs', async () => {
  const executor = new LocalPipelineExecutor({ dataFolder: makeFolder() });
  const run = await new ActionPipeline([DownloadAction, ProcessAction, UploadAction]).submit({ dataset: 123 }, executor);
  const final = await monitorProgress(executor, run.runId);
  expect([final.status, final.overallProgress, final.actions[final.currentAction!]]).toMatchObject([
    'COMPLETED',
    100,
    { name: 'upload', progress: 1 },
  ]);
  await executor.close();
});
