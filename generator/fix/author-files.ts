import { readFileSync, realpathSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import type { SourceFile } from 'ts-morph';
import { isBelow } from '../reconcile/confine.ts';
import { CannotFix } from './fixes.ts';
import { findSyntaxError, parseModule } from './parse-module.ts';

/** A module of the author. Positions are those of its text, which is without the byte order mark. */
export interface AuthorFile {
  /** Where it really lies, relative to the plugin. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly mark: '' | '\uFEFF';
  readonly text: string;
  readonly tree: SourceFile;
}

const ENDINGS = ['.ts', '.mts', '.tsx', '.js', '.mjs', '/index.ts', '/index.js'];

/** Reads each module once. */
export class AuthorFiles {
  readonly #root: string;
  readonly #files = new Map<string, AuthorFile>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Throws CannotFix where it is no text, no TypeScript, or outside of the plugin. */
  open(path: string): AuthorFile {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const file = this.#read(path);
    this.#files.set(path, file);
    return file;
  }

  /** Nothing where `open` throws. */
  textOf(path: string): string {
    try {
      return this.open(path).text;
    } catch {
      return '';
    }
  }

  /** The module that a relative import leads to; undefined for a package, or where none is there. */
  follow(from: AuthorFile, specifier: string): AuthorFile | undefined {
    if (!specifier.startsWith('.')) return undefined;
    const target = posix.join(posix.dirname(from.path), specifier);
    const stem = target.replace(/\.[cm]?[jt]sx?$/, '');
    for (const path of [target, ...ENDINGS.map((ending) => stem + ending)]) {
      try {
        return this.open(path);
      } catch (error) {
        if (error instanceof CannotFix) throw error;
      }
    }
    return undefined;
  }

  #read(path: string): AuthorFile {
    const real = realpathSync(join(this.#root, path));
    if (!isBelow(real, this.#root)) throw new CannotFix(`it leads out of the plugin's folder, to ${real}`, path);
    const bytes = readFileSync(real);
    const whole = bytes.toString('utf8');
    if (!Buffer.from(whole).equals(bytes)) throw new CannotFix('it is no UTF-8', path);
    const mark = whole.startsWith('\uFEFF') ? '\uFEFF' : '';
    const text = whole.slice(mark.length);
    const shown = relative(this.#root, real).split(sep).join('/');
    const error = findSyntaxError(shown, text);
    if (error !== undefined)
      throw new CannotFix(`mend this first, so that its classes can be found: ${error.message}`, shown, text, error.position);
    return { path: shown, bytes, mark, text, tree: parseModule(shown, text) };
  }
}
