import { cpSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../../generator/pipeline.ts';
import { makeFolder, makePlugin, writeIn } from './make-plugin.ts';

const schema = (name: string): object => ({ type: 'object', properties: { [name]: { type: 'integer', default: 1 } } });
const CONFIG = `name: Tiny
code: tiny
actions:
  train:
    params: schemas/train.json
    steps: [{ name: load }, { name: fit }]
  export:
    params: schemas/export.json
`;

export interface RegeneratedPlugin {
  /** Generated once, then its contract was edited; a new copy at each call. */
  readonly copy: () => string;
  /** Path → text before and after it is generated again. */
  readonly old: Tree;
  readonly new: Tree;
  /** The author's files of the copy. */
  readonly authored: Tree;
}

export type Tree = Readonly<Record<string, string>>;

/** A plugin whose next generation creates, updates and deletes files, and meets one that was edited by hand. */
export async function makeRegenerated(): Promise<RegeneratedPlugin> {
  const source = makePlugin({ 'config.yaml': CONFIG, 'schemas/train.json': schema('epochs'), 'schemas/export.json': schema('size') });
  await generate({ plugin: source });
  writeIn(source, 'src/actions/train.ts', '// mine\r\n' + readFileSync(join(source, 'src/actions/train.ts'), 'utf8'));
  const edited = readFileSync(join(source, 'generated/train/action.ts'), 'utf8');
  writeFileSync(join(source, 'generated/train/action.ts'), edited + '// edited\n');
  writeIn(source, 'schemas/train.json', JSON.stringify(schema('rounds')));
  writeIn(source, 'config.yaml', CONFIG.replace('{ name: load }, ', '').replace('  export:', '  infer:'));
  const old = generatedTree(source);
  const done = copyOf(source);
  await generate({ plugin: done });
  return { copy: () => copyOf(source), old, new: generatedTree(done), authored: authoredTree(source) };
}

function copyOf(source: string): string {
  const folder = makeFolder();
  cpSync(source, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

/** What the generator wrote, stubs included. */
export function generatedTree(plugin: string): Tree {
  return readTree(plugin, (path) => path.startsWith('generated/') || path.startsWith('src/') || path === 'package.json');
}

/** What it may not touch: everything that stood there before, other than its own. */
export function authoredTree(plugin: string): Tree {
  return readTree(plugin, (path) => !path.startsWith('generated/') && !path.startsWith('.actionsmith/'));
}

/** Names of files that no generation should leave. */
export function leftovers(plugin: string): string[] {
  const known =
    /^(?:config\.yaml|package\.json|(?:schemas|src|generated)\/[\w./-]+|\.actionsmith\/(?:generate\.(?:state|kept\.json)|edited\/[\w./-]+))$/;
  return Object.keys(readTree(plugin, (path) => !known.test(path) || /\.(?:tmp|actionsmith-tmp|draft)$/.test(path)));
}

function readTree(root: string, isWanted: (path: string) => boolean): Tree {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = paths.filter((path) => isWanted(path) && lstatSync(join(root, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
