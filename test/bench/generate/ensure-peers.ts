import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The other generators, none of which we depend on. */
export const PEERS = {
  'json-schema-to-typescript': '16.0.0',
  'openapi-typescript': '7.13.0',
  'quicktype-core': '26.0.0',
  'json-schema-to-zod': '2.8.1',
} as const;

/** A folder with them in its node_modules, made once. */
export function ensurePeers(root: string): string {
  const folder = join(root, '.actionsmith/cache/generators');
  const manifest = `${JSON.stringify({ private: true, type: 'module', dependencies: { ...PEERS, typescript: '5.9.3' } }, null, 2)}\n`;
  const file = join(folder, 'package.json');
  if (existsSync(file) && readFileSync(file, 'utf8') === manifest && existsSync(join(folder, 'node_modules/quicktype-core'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, manifest);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  return folder;
}
