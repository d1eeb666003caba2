import { watch } from 'chokidar';
import { dirname, join } from 'node:path';

const SETTLE_MS = 60;

/**
 * Runs `work` now and after every change of what it read, one run at a time; a burst of saves is one run. Ends with the process.
 * `work` returns the files that it read; config.yaml is watched in any case.
 */
export async function watchContract(plugin: string, work: () => Promise<readonly string[]>): Promise<void> {
  const watcher = watch([join(plugin, 'config.yaml'), join(plugin, 'schemas')], {
    ignoreInitial: true,
    ignored: /node_modules|generated|\.actionsmith/,
  });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const runOnce = (): void => {
    running = running.then(async () => watcher.add([...new Set((await work()).map((path) => dirname(path)))])).then(() => undefined);
  };
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(runOnce, SETTLE_MS);
  });
  runOnce();
  await running;
  process.stdout.write('Watching the contract; Ctrl-C ends it.\n');
}
