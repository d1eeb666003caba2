import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import type { Draft } from '../../generator/model/schema/index.ts';
import { CACHE } from './fetch-packages.ts';

/** A schema of a package, and documents that belong to it. All paths start with the name of a package. */
export interface RealSchema {
  /** `ts-node/tsconfig.schema.json`, with `#` and a JSON pointer for a part of it. */
  readonly schema: string;
  /** What the schema does not say itself. */
  readonly draft?: Draft;
  /** The folder that references may reach; default: the schema's own. */
  readonly root?: string;
  /** What URIs of the web stand for. */
  readonly map?: Readonly<Record<string, string>>;
  /** Documents that it must accept: files, files with a pointer, or globs. */
  readonly accepts?: readonly string[];
  /** What plain ajv gets wrong here, by a third judge: it then decides nothing about changed documents. */
  readonly ajvErrs?: string;
  /** Documents that it must refuse. */
  readonly refuses?: readonly string[];
}

const INSTALLED = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const OURS = fileURLToPath(new URL('../../', import.meta.url));

/** Where a path is: in a package that was downloaded, in one that is installed here, or (`./`) a file of ours. */
export function locate(path: string): string {
  if (path.startsWith('./')) return join(OURS, path);
  const cached = join(CACHE, path);
  return existsSync(cached.replace(/#\/.*$/, '')) || path.includes('*') ? cached : join(INSTALLED, path);
}

/** The files and pointers that a list of documents means; `!` before a glob leaves files out. Throws where one means nothing. */
export function expand(documents: readonly string[] = []): string[] {
  const ignore = documents.filter((document) => document.startsWith('!')).map((document) => document.slice(1));
  const wanted = documents.filter((document) => !document.startsWith('!'));
  return wanted.flatMap((document) => {
    if (!document.includes('*')) return [locate(document)];
    const found = globSync(document, { cwd: CACHE, ignore, absolute: true, dot: true, expandDirectories: false }).sort();
    if (found.length === 0) throw new Error(`no document is called ${document}`);
    return found;
  });
}
