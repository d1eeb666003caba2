import type { ActionSpec } from '../../action/action-spec.ts';

/** The source of a bundle's main module: the worker, and the author's module loaded by it, so that an error while it loads is reported like any other. */
export function workerEntry(spec: ActionSpec, authorModule: string): string {
  const { name, type, title, description, plugin, method, base, entrypoint, contractHash, resultValidation } = spec;
  const plain = JSON.stringify({ name, type, title, description, plugin, method, base, entrypoint, contractHash, resultValidation });
  const exported = JSON.stringify(entrypoint.split(':')[1] ?? '');
  return [
    "import { dirname } from 'node:path';",
    "import { fileURLToPath } from 'node:url';",
    "import { runWorker } from 'actionsmith/ray/worker';",
    `const load = () => import(${JSON.stringify(authorModule)}).then((module) => module[${exported}]);`,
    `void runWorker({ ...${plain}, load }, dirname(fileURLToPath(import.meta.url)));`,
  ].join('\n');
}
