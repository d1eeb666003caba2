import { createHash } from 'node:crypto';
import type { ActionSpec } from '../../action/action-spec.ts';
import { backendPart } from '../bundle/backend-part.ts';
import { type BundleOptions, collectBundle } from '../bundle/bundle-plugin.ts';
import { zipFiles } from '../bundle/zip-files.ts';
import { BACKEND_PART } from '../run-file.ts';
import type { TaskBundle } from './gateway.ts';
import { TASK_FILE, type TaskFile } from './task-file.ts';

/** What a worker of task mode is made of: the action's bundle, and the environment in which its code is loaded. */
export async function bundleTask(
  folder: string,
  spec: ActionSpec,
  file: TaskFile,
  options: Omit<BundleOptions, 'worker'>,
): Promise<TaskBundle> {
  const { files, manifest } = await collectBundle(folder, spec, { ...options, worker: 'task' });
  const own = { [TASK_FILE]: Buffer.from(JSON.stringify(file)), [BACKEND_PART]: Buffer.from(await backendPart()) };
  const content = zipFiles({ ...files, ...own }, manifest.executables);
  return { digest: createHash('sha256').update(content).digest('hex'), content };
}
