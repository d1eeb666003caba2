import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { displayProgressAsync } from '../../pipelines/display/display-progress.ts';
import { LocalPipelineExecutor } from '../../pipelines/local/local-pipeline-executor.ts';
import type { PipelineExecutor } from '../../pipelines/pipeline-executor.ts';
import type { PipelineRun } from '../../pipelines/pipeline-run.ts';
import { RayPipelineExecutor } from '../../pipelines/ray/ray-pipeline-executor.ts';
import { stopOnSignals } from '../../process/stop-on-signals.ts';
import { printResult } from '../print-result.ts';
import { readParams } from '../read-params.ts';
import { UsageError } from '../usage-error.ts';
import { readPipelineFile } from './read-pipeline-file.ts';

export interface RunPipelineOptions {
  /** `local` or `ray`. */
  readonly mode: string;
  /** Of Ray's dashboard. */
  readonly address: string;
  readonly service?: string;
  readonly token?: string;
  /** Of runs in this process. */
  readonly data: string;
  readonly params?: string;
  readonly paramsFile?: string;
  /** False: only say the run's id. */
  readonly wait?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Of a resume: the pipeline's file, where it is another one than then. */
  readonly file?: string;
}

type CommandExecutor = PipelineExecutor & { readonly close: () => void | Promise<void> };

/** Runs the pipeline of a file, shows how far it is, and prints the result of its last action. */
export async function runPipelineFile(path: string, options: RunPipelineOptions): Promise<void> {
  const { pipeline, params: own, file } = await readPipelineFile(path);
  const { params } = await readParams({ params: options.params, paramsFile: options.paramsFile, words: [] }, true, []);
  await withExecutor(options, async (executor) => {
    await follow(await executor.submit(pipeline, { ...own, ...params }, { workDir: file }), options);
  });
}

/** Goes on with a run behind what has finished. */
export async function resumePipelineRun(id: string, options: RunPipelineOptions): Promise<void> {
  await withExecutor(options, async (executor) => {
    const file = options.file ?? (await executor.getRun(id)).work_dir;
    if (file === null)
      throw new ActionsmithError(`run ${id} does not say of which file it is: give it by --file`, { code: 'PIPELINE_FILE_INVALID' });
    const { pipeline } = await readPipelineFile(file);
    await follow(await executor.resume(pipeline, id), options);
  });
}

async function follow(run: PipelineRun, options: RunPipelineOptions): Promise<void> {
  const isTold = !options.quiet && !options.json;
  if (isTold) process.stderr.write(`run ${run.runId}\n`);
  if (options.mode === 'ray' && options.wait === false) return printResult({ id: run.runId }, options);
  const release = stopOnSignals(
    () => {
      process.stderr.write('\ncancelling; once more to end at once\n');
      void run.cancel();
    },
    () => {},
  );
  try {
    const shown = isTold ? {} : { stream: { write: () => true }, interactive: false };
    await displayProgressAsync(run.streamProgressAsync(), shown);
    printResult(await run.wait(), options);
  } finally {
    release();
  }
}

async function withExecutor(options: RunPipelineOptions, work: (executor: CommandExecutor) => Promise<void>): Promise<void> {
  const executor = openExecutor(options);
  try {
    await work(executor);
  } finally {
    await executor.close();
  }
}

function openExecutor({ mode, address, service, token, data }: RunPipelineOptions): CommandExecutor {
  const ofService = {
    ...(service !== undefined && { pipelineServiceUrl: service }),
    ...(token !== undefined && { pipelineServiceToken: token }),
  };
  if (mode === 'ray') return new RayPipelineExecutor({ rayAddress: address, ...ofService });
  if (mode === 'local') return new LocalPipelineExecutor({ dataFolder: data, ...ofService });
  throw new UsageError(`--mode takes local or ray (got ${JSON.stringify(mode)})`);
}
