import pMap from 'p-map';
import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { nothingLeft } from '../nothing-left.ts';
import { foldersOf } from '../read-settings.ts';
import type { AnyUpload } from '../steps/upload-step.ts';
import type { SourceFile } from '../upload-items.ts';
import { jsonProblem } from './json-problem.ts';
import type { UploadSource } from './upload-source.ts';

/** The files of the source that can be taken; what cannot is left out, and said. Throws ActionsmithError UPLOAD_EMPTY, UPLOAD_NOTHING_LEFT. */
export async function findFiles(context: AnyUpload): Promise<SourceFile[]> {
  const [settings, source] = await Promise.all([context.settings(), context.source()]);
  const { signal } = context;
  const found: SourceFile[] = [];
  let count = 0;
  const folders = foldersOf(settings);
  const metadata = await metadataKey(context);
  for (const { folder, isRecursive, specification } of folders) {
    for await (const { problem, ...file } of source.list(folder, { isRecursive, signal })) {
      if (file.key === metadata) continue;
      count += 1;
      if (problem !== undefined) context.reject(file.key, problem);
      else if (file.size === 0) context.reject(file.key, 'it is empty');
      else found.push({ ...file, ...(specification !== undefined && { specification }) });
    }
  }
  if (count === 0) {
    const places = folders.map(({ folder }) => JSON.stringify(folder)).join(', ');
    throw new ActionsmithError(`there are no files in ${places} of ${source.place}`, { code: 'UPLOAD_EMPTY' });
  }
  const sound = await withoutBroken(found, source, context, settings.upload_max_workers);
  if (sound.length === 0) throw nothingLeft(context.rejected);
  return sound;
}

/** Where the spreadsheet is, which is no data itself. */
export async function metadataKey(context: AnyUpload): Promise<string | undefined> {
  const { excel_metadata_path: name, path, storage } = await context.settings();
  if (name === undefined) return undefined;
  const isElsewhere = storage === undefined && (path === undefined || name.startsWith('/'));
  return (await context.source()).keyIn(isElsewhere ? '' : (path ?? ''), name);
}

async function withoutBroken(
  files: readonly SourceFile[],
  source: UploadSource,
  context: AnyUpload,
  concurrency: number,
): Promise<SourceFile[]> {
  const { signal } = context;
  let done = 0;
  const problems = await pMap(
    files,
    async ({ name, key }) => {
      const problem = name.toLowerCase().endsWith('.json') ? await jsonProblem(source.read(key, signal), signal) : undefined;
      context.setProgress(++done, files.length);
      return problem;
    },
    { concurrency },
  );
  return files.filter(({ key }, index) => {
    const problem = problems[index];
    if (problem !== undefined) context.reject(key, problem);
    return problem === undefined;
  });
}
