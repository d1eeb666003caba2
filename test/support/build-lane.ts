import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from '../../generator/unplugin/build-options.ts';
import { makePlugin, writeIn } from './make-plugin.ts';

/** What a bundler said of one build. */
export interface Built {
  /** The bundle; empty where the build failed. */
  readonly code: string;
  readonly errors: readonly BuildError[];
}

export interface BuildError {
  readonly text: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** One bundler: a build, and one that goes on until it is closed. */
export interface BuildLane {
  readonly name: string;
  build(folder: string, options: BuildOptions): Promise<Built>;
  watch(folder: string, options: BuildOptions, onBuilt: (built: Built) => void): Promise<() => Promise<void>>;
}

const config = (params: string): string => `name: Fruit
code: fruit
actions:
  train:
    params: ${params}
`;

const schema = (name: string): object => ({ type: 'object', properties: { [name]: { type: 'integer' } } });

/** A plugin in a folder of a monorepo, and an app beside it whose code is in the bundle when the plugin was generated first. */
export function makeApp(): string {
  return makePlugin({
    'plugins/fruit/config.yaml': config('schemas/train.json'),
    'plugins/fruit/schemas/train.json': schema('epochs'),
    'plugins/fruit/package.json': { name: 'fruit', type: 'module' },
    'package.json': { name: 'app', type: 'module' },
    'main.js': "import form from './plugins/fruit/generated/ui-schema.json';\nconsole.log(JSON.stringify(form.actions));\n",
  });
}

export function renameParam(app: string, name: string): void {
  writeIn(app, 'plugins/fruit/schemas/train.json', JSON.stringify(schema(name)));
}

export function breakContract(app: string): void {
  writeIn(app, 'plugins/fruit/config.yaml', config('schemas/trian.json'));
}

export function mendContract(app: string): void {
  writeIn(app, 'plugins/fruit/config.yaml', config('schemas/train.json'));
}

export function readBundle(file: string): string {
  mkdirSync(join(file, '..'), { recursive: true });
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
