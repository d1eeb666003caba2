import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConversionError } from '../conversion-error.ts';
import { type Split, SPLITS } from '../dataset-item.ts';

/** What the folders of a split may be called. */
const NAMES: Readonly<Record<Split, readonly string[]>> = { train: ['train'], valid: ['valid', 'val', 'validation'], test: ['test'] };

export interface SplitFolder {
  readonly split: Split | undefined;
  /** From the root; empty for the root itself. */
  readonly name: string;
}

/** The split that a word stands for, as in `instances_val2017`. */
export function splitNamed(word: string): Split | undefined {
  return SPLITS.find((split) => NAMES[split].includes(word.toLowerCase()));
}

/**
 * Where a dataset has its parts: the folders of its splits that hold what makes one, or the root. Throws ConversionError, which says what was looked for,
 * where neither does, or where splits were asked for and there is no `train`.
 */
export async function findSplits(root: string, marks: readonly string[], format: string, categorized?: boolean): Promise<SplitFolder[]> {
  const holds = async (name: string): Promise<boolean> => {
    for (const mark of marks) if ((await stat(join(root, name, mark)).catch(() => undefined)) !== undefined) return true;
    return false;
  };
  const found: SplitFolder[] = [];
  if (categorized !== false) {
    for (const split of SPLITS)
      for (const name of NAMES[split])
        if (!found.some((folder) => folder.split === split) && (await holds(name))) found.push({ split, name });
  }
  if (categorized === true && found[0]?.split !== 'train')
    throw notFound(
      root,
      format,
      marks.map((mark) => `train/${mark}`),
    );
  if (found.length > 0) return found;
  if (await holds('')) return [{ split: undefined, name: '' }];
  throw notFound(root, format, marks);
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

export function notFound(root: string, format: string, marks: readonly string[]): ConversionError {
  return new ConversionError(`${root}: this is no dataset of ${format}: there is no ${marks.join(', and no ')}`, {
    code: 'DATASET_NOT_FOUND',
  });
}
