import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ConversionError } from '../conversion-error.ts';
import { isBelow } from './confine.ts';

/** A folder that is written beside its place, and put there when it is whole; else nothing of it stays. */
export class NewFolder implements AsyncDisposable {
  /** Where it is written. */
  readonly path: string;
  readonly #place: string;
  #isPlaced = false;

  /** Throws ConversionError where something is there that may not be overwritten, or the place and the source are one within the other. */
  static async open(place: string, source: string, overwrite: boolean): Promise<NewFolder> {
    const [target, from] = [resolve(place), resolve(source)];
    if (isBelow(target, from) || isBelow(from, target))
      throw new ConversionError(`${place}: the converted dataset cannot be within the one that it is made from, or around it`, {
        code: 'OUTPUT_REFUSED',
      });
    const there = await stat(target).catch(() => undefined);
    const isEmpty = there === undefined || (there.isDirectory() && (await readdir(target)).length === 0);
    if (there?.isDirectory() === false) throw new ConversionError(`${place}: there is a file of this name`, { code: 'OUTPUT_EXISTS' });
    if (!isEmpty && !overwrite)
      throw new ConversionError(`${place}: the folder is there, and not empty; --overwrite replaces it`, { code: 'OUTPUT_EXISTS' });
    await mkdir(dirname(target), { recursive: true });
    return new NewFolder(target, await mkdtemp(join(dirname(target), `.${basename(target)}-`)));
  }

  private constructor(place: string, path: string) {
    this.#place = place;
    this.path = path;
  }

  async place(): Promise<void> {
    const old = `${this.path}-old`;
    const isThere = (await stat(this.#place).catch(() => undefined)) !== undefined;
    if (isThere) await rename(this.#place, old);
    try {
      await rename(this.path, this.#place);
      this.#isPlaced = true;
    } catch (error) {
      if (isThere) await rename(old, this.#place);
      throw error;
    }
    await rm(old, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isPlaced) await rm(this.path, { recursive: true, force: true });
  }
}
