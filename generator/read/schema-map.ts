import { realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** What a URI may leave out of a file's name. */
const ENDINGS = ['', '.json', '.yaml', '.yml'];

/** URIs that stand for files of a folder: the schemas of others, saved beside ours, under the names that they have on the web. */
export class SchemaMap {
  readonly #folders: { readonly prefix: string; readonly folder: string }[] = [];

  /** URIs that start with `prefix` are files below `folder` (absolute). Throws Node's own error where there is no such folder. */
  add(prefix: string, folder: string): void {
    const real = realpathSync(folder);
    statSync(join(real, '.'));
    this.#folders.push({ prefix, folder: real });
    this.#folders.sort((left, right) => right.prefix.length - left.prefix.length); // the longest prefix that fits is meant
  }

  /** The file that a URI stands for; undefined where it stands for none, or for one outside of its folder. */
  fileOf(uri: string): string | undefined {
    const found = this.#folders.find(({ prefix }) => uri.startsWith(prefix));
    if (found === undefined) return undefined;
    const path = resolve(found.folder, `.${sep}${decoded(uri.slice(found.prefix.length))}`);
    return ENDINGS.map((ending) => realFile(path + ending)).find((real) => real?.startsWith(found.folder + sep));
  }
}

function realFile(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
