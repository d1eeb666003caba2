import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The schemas of a plugin, by their names; and the folder that is written to. */
export function readSchemas() {
  const [plugin, out] = process.argv.slice(2);
  mkdirSync(out, { recursive: true });
  const folder = join(plugin, 'schemas');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const schemas = names.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), 'utf8'))]);
  return { out, schemas };
}
