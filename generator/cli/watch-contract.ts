import { watch } from 'chokidar';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Outcome } from './generate-once.ts';
import { printFailure } from './print-failure.ts';

const SETTLE_MS = 60;

/**
 * Generates now and after every change of what was read for it, one run at a time; a burst of saves is one run, and prints one line. What
 * is wrong is said, and the next change is waited for. Ends with the process.
 */
export async function watchContract(folder: string, generate: () => Promise<Outcome>): Promise<void> {
  const plugin = existsSync(folder) ? realpathSync(folder) : folder; // what is read goes by its real path
  const always = [join(plugin, 'config.yaml'), join(plugin, 'tsconfig.json')];
  let inputs: ReadonlySet<string> = new Set(always);
  const changed = new Set<string>();
  // Folders, not files: an editor that saves puts another file in the place, and a schema that is missing is going to be made.
  const watcher = watch(foldersOf(inputs), { alwaysStat: true, depth: 0 });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let begun = Date.now();
  let isBegun = false;
  const watched = new Set(foldersOf(inputs));

  const cycle = async (): Promise<void> => {
    if (changed.size === 0 && isBegun) return; // the run before this one has seen all that came while it waited
    isBegun = true;
    const causes = [...changed].map((path) => relative(plugin, path)).toSorted();
    changed.clear();
    begun = Date.now();
    const outcome = await generate().catch(failed);
    process.stdout.write(`${[new Date().toTimeString().slice(0, 8), ...causes].join(' ')}: ${outcome.summary}\n`);
    // A tsconfig.json is looked for in every folder above the plugin: those are full of other things.
    inputs = new Set([...inputs, ...outcome.inputs.filter((path) => path.startsWith(plugin + sep))]);
    const folders = foldersOf(inputs).filter((folder) => !watched.has(folder)); // one that is added again tells of its files again
    for (const folder of folders) watched.add(folder);
    watcher.add(folders);
  };
  const runNext = (): void => {
    running = running.then(cycle);
  };
  watcher.on('all', (event, path, stats) => {
    // A folder that is watched from now on tells of all its files; those that changed since they were read are news.
    if ((event === 'add' || event === 'addDir') && stats !== undefined && stats.ctimeMs < begun) return;
    const isParent = event === 'addDir' && !watched.has(path) && [...inputs].some((input) => input.startsWith(path + sep));
    if (isParent) watcher.add(foldersOf(inputs));
    else if (!inputs.has(path)) return;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(runNext, SETTLE_MS);
  });
  watcher.on('error', printFailure);
  runNext();
  await running;
  process.stdout.write('Watching the contract; Ctrl-C ends it.\n');
}

/** A generation that could not even say what is wrong with the contract. */
function failed(error: unknown): Outcome {
  printFailure(error);
  return { exitCode: 1, inputs: [], summary: 'Nothing was written.' };
}

/** The nearest one that is there, of each file. */
function foldersOf(files: ReadonlySet<string>): string[] {
  const folders = [...files].map((file) => {
    let folder = dirname(file);
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
    return folder;
  });
  return [...new Set(folders)];
}
