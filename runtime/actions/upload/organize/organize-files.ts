import type { FileSpecification } from '../../../../generated/backend/data-collection/types.ts';
import type { OrganizedFile, RejectedFile, SourceFile } from '../upload-items.ts';
import { matchExtension, showExtensions, splitName } from './file-kinds.ts';

export interface Organized {
  readonly units: readonly OrganizedFile[];
  readonly rejected: readonly RejectedFile[];
}

/**
 * Makes data units of files: the ones of one name, apart from their extensions, are a unit. Which file specification a file is of is said by the folder that
 * is called like it, else by its extension. What is of none, and a unit without a file that it must have, are left out.
 */
export function organizeFiles(files: readonly SourceFile[], specifications: readonly FileSpecification[]): Organized {
  const rejected: RejectedFile[] = [];
  const units = new Map<string, Map<string, SourceFile>>();
  for (const file of files) {
    const place = placeOf(file, specifications);
    if ('reason' in place) {
      rejected.push({ file: file.key, reason: place.reason });
      continue;
    }
    const unit = units.get(place.unit) ?? new Map<string, SourceFile>();
    units.set(place.unit, unit);
    const loser = keepNewer(unit, place.specification, file);
    if (loser !== undefined)
      rejected.push({ file: loser.key, reason: `a newer file is the ${place.specification} of ${JSON.stringify(place.unit)}` });
  }
  const complete: OrganizedFile[] = [];
  for (const [name, unit] of units) {
    const missing = specifications.find((one) => one.is_required === true && !unit.has(one.name));
    if (missing === undefined) complete.push({ name, files: Object.fromEntries(unit) });
    else for (const { key } of unit.values()) rejected.push({ file: key, reason: missingReason(name, missing) });
  }
  return { units: complete, rejected };
}

export function missingReason(unit: string, { name }: FileSpecification): string {
  return `its data unit ${JSON.stringify(unit)} has no file for ${JSON.stringify(name)}, which it must have`;
}

type Place = { readonly unit: string; readonly specification: string } | { readonly reason: string };

function placeOf({ name, specification: given }: SourceFile, specifications: readonly FileSpecification[]): Place {
  const { stem, extension } = splitName(name);
  const top = name.includes('/') ? name.slice(0, name.indexOf('/')) : undefined;
  const wanted = given ?? specifications.find((one) => one.name === top)?.name;
  if (wanted === undefined) return placeByExtension(stem, extension, specifications);
  const specification = specifications.find((one) => one.name === wanted)!;
  if (matchExtension(specification, extension) === undefined)
    return { reason: `${JSON.stringify(wanted)} takes ${showExtensions(specification)}` };
  return { unit: given === undefined ? stem.slice(wanted.length + 1) : stem, specification: wanted };
}

function placeByExtension(unit: string, extension: string, specifications: readonly FileSpecification[]): Place {
  const ranked = specifications.flatMap((one) => {
    const rank = matchExtension(one, extension);
    return rank === undefined ? [] : [{ name: one.name, rank }];
  });
  const best = ranked.filter(({ rank }) => rank === Math.max(...ranked.map((one) => one.rank)));
  const [first, second] = best;
  const shown = extension === '' ? 'files without an extension' : `.${extension} files`;
  if (first === undefined) return { reason: `the collection takes no ${shown}` };
  if (second === undefined) return { unit, specification: first.name };
  return {
    reason: `${best.map(({ name }) => JSON.stringify(name)).join(' and ')} take ${shown}: put it into a folder called like the one it is for`,
  };
}

/** Two files cannot be the same part of a unit. Gives the one that is left out. */
function keepNewer(unit: Map<string, SourceFile>, specification: string, file: SourceFile): SourceFile | undefined {
  const other = unit.get(specification);
  if (other !== undefined && other.modifiedAt >= file.modifiedAt) return file;
  unit.set(specification, file);
  return other;
}
