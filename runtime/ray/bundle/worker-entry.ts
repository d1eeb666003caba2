import type { Plugin } from 'esbuild';
import type { ActionSpec } from '../../action/action-spec.ts';

/** Who runs what is bundled: a job once, a worker of task mode again and again, or a replica that answers requests. */
export type WorkerKind = 'job' | 'task' | 'serve';

/** The entry that holds the worker's main program, and how it is opened and started. */
const WORKERS = {
  job: { from: 'actionsmith/ray/worker', open: 'openWorker', start: 'void worker.run' },
  task: { from: 'actionsmith/ray/task-worker', open: 'openTaskWorker', start: 'worker.serve' },
  serve: { from: 'actionsmith/serve/worker', open: 'openServeWorker', start: 'worker.serve' },
} as const satisfies Record<WorkerKind, unknown>;

/** What the bundler calls our own two modules in its messages. */
export const ENTRY_FILE = 'job.js';

const OPENED = 'actionsmith-opened-worker';

/**
 * A bundle's main module. Imports are evaluated in their order: the worker is open before the author's modules run, without a lazy import, which would wrap
 * every module in a function. The contract's checks travel too: a class or a function need not name them itself.
 */
export function workerEntry(spec: ActionSpec, authorModule: string, kind: WorkerKind): string {
  const exported = spec.entrypoint.split(':')[1] ?? '';
  const { module, params, result } = spec.validators ?? { module: '' };
  const checks = Object.entries({ params, result }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return [
    `import { worker } from '${OPENED}';`,
    importAs([['action', exported]], authorModule),
    ...(checks.length > 0 ? [importAs(checks, `./${module}`)] : []),
    `${WORKERS[kind].start}(action, { ${checks.map(([name]) => name).join(', ')} });`,
  ].join('\n');
}

/** `import { "TrainAction" as action } from "./src/actions/train";` */
function importAs(names: readonly (readonly [name: string, exported: string])[], module: string): string {
  const list = names.map(([name, exported]) => `${JSON.stringify(exported)} as ${name}`).join(', ');
  return `import { ${list} } from ${JSON.stringify(module)};`;
}

/** The module that opens the worker, with what the contract says about the action: its hash among it. */
export function openedWorker(spec: ActionSpec, resolveDir: string, kind: WorkerKind): Plugin {
  return {
    name: 'opened-worker',
    setup(build): void {
      build.onResolve({ filter: new RegExp(`^${OPENED}$`) }, ({ path }) => ({ path, namespace: OPENED }));
      build.onLoad({ filter: /.*/, namespace: OPENED }, () => ({ contents: openWorkerSource(spec, kind), resolveDir }));
    },
  };
}

function openWorkerSource(spec: ActionSpec, kind: WorkerKind): string {
  const { name, type, title, description, plugin, method, base, entrypoint, contractHash, resultValidation, secrets } = spec;
  const plain = JSON.stringify({
    name,
    type,
    title,
    description,
    plugin,
    method,
    base,
    entrypoint,
    contractHash,
    resultValidation,
    secrets,
  });
  const { from, open } = WORKERS[kind];
  return [
    "import { dirname } from 'node:path';",
    "import { fileURLToPath } from 'node:url';",
    `import { ${open} } from ${JSON.stringify(from)};`,
    `export const worker = ${open}(${plain}, dirname(fileURLToPath(import.meta.url)));`,
  ].join('\n');
}
