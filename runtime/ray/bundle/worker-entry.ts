import type { Plugin } from 'esbuild';
import type { ActionSpec } from '../../action/action-spec.ts';

/** What the bundler calls our own two modules in its messages. */
export const ENTRY_FILE = 'job.js';

const OPENED = 'actionsmith-opened-worker';

/**
 * A bundle's main module. Imports are evaluated in their order: the worker is open before the author's modules run, without a lazy import, which would wrap
 * every module in a function.
 */
export function workerEntry(spec: ActionSpec, authorModule: string): string {
  const exported = JSON.stringify(spec.entrypoint.split(':')[1] ?? '');
  return `import { worker } from '${OPENED}';\nimport { ${exported} as action } from ${JSON.stringify(authorModule)};\nvoid worker.run(action);`;
}

/** The module that opens the worker, with what the contract says about the action: its hash among it. */
export function openedWorker(spec: ActionSpec, resolveDir: string): Plugin {
  return {
    name: 'opened-worker',
    setup(build): void {
      build.onResolve({ filter: new RegExp(`^${OPENED}$`) }, ({ path }) => ({ path, namespace: OPENED }));
      build.onLoad({ filter: /.*/, namespace: OPENED }, () => ({ contents: openWorkerSource(spec), resolveDir }));
    },
  };
}

function openWorkerSource(spec: ActionSpec): string {
  const { name, type, title, description, plugin, method, base, entrypoint, contractHash, resultValidation } = spec;
  const plain = JSON.stringify({ name, type, title, description, plugin, method, base, entrypoint, contractHash, resultValidation });
  return [
    "import { dirname } from 'node:path';",
    "import { fileURLToPath } from 'node:url';",
    "import { openWorker } from 'actionsmith/ray/worker';",
    `export const worker = openWorker(${plain}, dirname(fileURLToPath(import.meta.url)));`,
  ].join('\n');
}
