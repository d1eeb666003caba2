import { realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { isRecord } from '../model/schema/json-schema.ts';
import type { CheckContext, Spot } from './check-context.ts';

/** `schema_map`: makes the URIs known that stand for the files of a folder of the plugin. */
export function mapSchemas(spot: Spot, context: CheckContext): void {
  const map = spot.value;
  if (!isRecord(map) || !context.isSound(spot)) return;
  for (const [prefix, path] of Object.entries(map)) {
    const folder = realFolder(resolve(context.files.root, String(path)));
    if (folder === undefined) context.report('CONTRACT_FILE_MISSING', { path: String(path) }, spot.at(prefix));
    else if (folder !== context.files.root && !folder.startsWith(context.files.root + sep))
      context.report('CONTRACT_FILE_OUTSIDE', { path: String(path) }, spot.at(prefix));
    else context.files.map.add(prefix, folder);
  }
}

function realFolder(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}
