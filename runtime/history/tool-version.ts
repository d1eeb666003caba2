import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolkitRoot } from '../discovery/toolkit-entries.ts';

/** The version of the toolkit. */
export function toolVersion(): string {
  return (JSON.parse(readFileSync(join(toolkitRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}
