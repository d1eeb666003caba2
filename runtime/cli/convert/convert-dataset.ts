import type { ConverterOptions, DatasetFormat, SourceFormat, YoloTask } from '../../converters/index.ts';
import { ConversionError, getConverter, guessFormat, readFormat } from '../../converters/index.ts';
import { openSource } from '../../converters/folder/open-source.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import { ConsoleLogger } from '../../logging/console-logger.ts';
import { jsonLine, makePrintable } from '../../logging/make-printable.ts';
import { onOutputLost } from '../../process/lost-output.ts';
import { stopOnSignals } from '../../process/stop-on-signals.ts';
import { UsageError } from '../usage-error.ts';
import { describeReport } from './describe-report.ts';

export interface ConvertCommandOptions {
  readonly from?: string;
  readonly to: string;
  readonly out: string;
  readonly classes?: string;
  readonly classMap?: readonly string[];
  readonly task?: string;
  readonly pascalOrigin: string;
  readonly categorized?: boolean;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

/** Shows how far it is on stderr, and what came of it on stdout. A first signal ends it, and leaves nothing. The exit code is 1 where no item was written. */
export async function convertDataset(folder: string, options: ConvertCommandOptions): Promise<void> {
  const converterOptions = readOptions(options);
  const target = readName(options.to);
  const given = options.from === undefined ? undefined : readName(options.from);
  const cancel = new AbortController();
  const release = cancelOn(cancel);
  try {
    await using dataset = await openSource(folder, cancel.signal);
    const source = given ?? (await guessFormat(dataset.root));
    const converter = makeConverter(source, target, converterOptions);
    const { overwrite } = options;
    const conversion = converter.convertFolder(dataset.root, options.out, { signal: cancel.signal, overwrite });
    const logger = new ConsoleLogger();
    for await (const { phase, done, total } of conversion) if (total > 0) logger.setProgress(done, total, phase);
    await logger.close();
    const report = await conversion.report();
    process.stdout.write(options.json === true ? jsonLine(report) : `${describeReport(report).map(makePrintable).join('\n')}\n`);
    if (report.items.found > 0 && report.items.written === 0) process.exitCode = 1;
  } catch (error) {
    throw cancel.signal.aborted ? new RunCancelled('the conversion was cancelled; nothing of it is left', { cause: error }) : error;
  } finally {
    release();
  }
}

function readOptions({ classes, classMap = [], task, categorized, pascalOrigin }: ConvertCommandOptions): ConverterOptions {
  if (task !== undefined && !TASKS.includes(task as YoloTask))
    throw new UsageError(`--task takes ${TASKS.join(', ')} (got ${JSON.stringify(task)})`);
  const pairs = classMap.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1) throw new UsageError(`--class-map takes old=new (got ${JSON.stringify(pair)})`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  if (pascalOrigin !== '0' && pascalOrigin !== '1') throw new UsageError(`--pascal-origin is 0 or 1 (got ${JSON.stringify(pascalOrigin)})`);
  const names = classes
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names?.length === 0) throw new UsageError('--classes takes names with commas between them: cat,dog');
  return {
    classes: names,
    classMap: Object.fromEntries(pairs),
    task: task as YoloTask | undefined,
    categorized,
    pascalOrigin: pascalOrigin === '1' ? 1 : 0,
  };
}

const TASKS: readonly YoloTask[] = ['detect', 'segment', 'pose'];

function readName(name: string): DatasetFormat {
  return orUsage(() => readFormat(name));
}

function makeConverter(
  source: DatasetFormat,
  target: DatasetFormat,
  options: ConverterOptions,
): ReturnType<typeof getConverter<SourceFormat, DatasetFormat>> {
  return orUsage(() => getConverter(source as SourceFormat, target, options));
}

/** What is wrong with the words of a command line is wrong usage. */
function orUsage<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof ConversionError ? new UsageError(error.message) : error;
  }
}

function cancelOn(cancel: AbortController): () => void {
  const release = stopOnSignals(
    () => {
      process.stderr.write('\ncancelling; once more to end at once\n');
      cancel.abort();
    },
    () => {},
  );
  const forget = onOutputLost(() => cancel.abort());
  return () => {
    forget();
    release();
  };
}
