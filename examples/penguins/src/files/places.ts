import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The absolute path of a file or folder that is read: below the plugin, where the actions write, else below the folder you stand in. On a cluster
 * both are the job's working directory, where the assets of config.yaml lie. Throws where it is in neither; the hint says how to get it.
 */
export function findPlace(path: string, hint: string): string {
  const places = [...new Set([resolve(pluginFolder(), path), resolve(path)])];
  const place = places.find((candidate) => existsSync(candidate));
  if (place === undefined) throw new Error(`there is no ${places.join(', and no ')}: ${hint}`);
  return place;
}

/** The absolute path of a file or folder that is written: below the plugin, wherever you stand. */
export function outputPlace(path: string): string {
  return resolve(pluginFolder(), path);
}

/** The folder of config.yaml above this module, whether it runs as src/ or dist/. In a job there is none: the working directory is the plugin's. */
function pluginFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'config.yaml'))) return folder;
  }
  return process.cwd();
}
