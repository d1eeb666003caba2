import { basename, extname } from 'node:path';
import type { GroundTruth } from './list-ground-truths.ts';

/** A name as a file system may have it, in bytes, with room for what is put behind it. */
const LONGEST_BYTES = 200;
const LONGEST_ENDING = 20;

export interface ItemNames {
  /** Of the annotations: `json/<stem>.json`. */
  readonly stem: string;
  /** Of each file, in their order: `original_files/<name>`. */
  readonly files: readonly string[];
}

/**
 * Gives each ground truth the name that its first file came with, and the id besides where it is taken: pictures of two cameras are often called the same.
 * No name leads anywhere, whatever it was.
 */
export class ItemNaming {
  readonly #taken = new Set<string>();

  name({ id, split = '', files }: Pick<GroundTruth, 'id' | 'split' | 'files'>): ItemNames {
    const names = files.map(({ spec, path }) => plainName(path) ?? plainName(spec) ?? String(id));
    const stem = this.#take(names.length === 0 ? String(id) : stemOf(names[0]!), [id], (one) => `${split}/json/${one}`);
    const place = (at: number, spec: string): string => {
      const ending = endingOf(names[at]!);
      return this.#take(stem, [plainName(spec) ?? at], (one) => `${split}/${one}${ending}`) + ending;
    };
    return { stem, files: files.map(({ spec }, at) => place(at, spec)) };
  }

  /** The first that is free: as it is, with each of the marks, or with a number. */
  #take(wanted: string, marks: readonly (string | number)[], place: (name: string) => string): string {
    const candidates = [wanted, ...marks.map((mark) => `${wanted}_${mark}`)];
    for (let number = 2; ; number++) {
      const free = candidates.find((one) => !this.#taken.has(keyOf(place(one))));
      if (free !== undefined) {
        this.#taken.add(keyOf(place(free)));
        return free;
      }
      candidates.push(`${candidates.at(marks.length)!}_${number}`);
    }
  }
}

/** The last part of a path of any system; undefined where there is nothing left of it. */
function plainName(path: string | undefined): string | undefined {
  const name = basename((path ?? '').replaceAll('\\', '/')).replaceAll(/[\p{Cc}<>:"|?*]/gu, '_');
  if (name === '' || /^\.+$/.test(name)) return undefined;
  const ending = endingOf(name);
  return Buffer.byteLength(name) <= LONGEST_BYTES ? name : cut(stemOf(name), LONGEST_BYTES - Buffer.byteLength(ending)) + ending;
}

function cut(text: string, bytes: number): string {
  let kept = '';
  for (const letter of text) {
    if (Buffer.byteLength(kept + letter) > bytes) break;
    kept += letter;
  }
  return kept;
}

/** What is longer is no ending. */
function endingOf(name: string): string {
  const ending = extname(name);
  return Buffer.byteLength(ending) <= LONGEST_ENDING ? ending : '';
}

function stemOf(name: string): string {
  return name.slice(0, name.length - endingOf(name).length);
}

/** What a file system that knows no case, or other forms of Unicode, takes for the same. */
function keyOf(place: string): string {
  return place.normalize('NFC').toLowerCase();
}
