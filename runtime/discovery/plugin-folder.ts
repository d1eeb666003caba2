import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The plugin's folder, from the address of its registry: the nearest one above that has config.yaml. Undefined where none has. */
export function pluginFolderOf(registryUrl: string): string | undefined {
  let folder = dirname(fileURLToPath(registryUrl));
  while (!existsSync(join(folder, 'config.yaml'))) {
    if (folder === dirname(folder)) return undefined;
    folder = dirname(folder);
  }
  return folder;
}
