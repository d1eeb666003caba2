import type { FileSpecification } from '../../../../generated/backend/data-collection/types.ts';

/** Extensions by the kind of a file specification, for one that lists none of its own. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  image: ['jpg', 'jpeg', 'png', 'bmp', 'gif', 'tif', 'tiff', 'webp', 'heic'],
  video: ['mp4', 'mov', 'avi', 'mkv', 'webm', 'm4v'],
  audio: ['mp3', 'wav', 'flac', 'ogg', 'm4a', 'aac'],
  pcd: ['pcd', 'ply', 'las', 'laz'],
  text: ['txt', 'md', 'html'],
  data: ['json', 'jsonl', 'csv', 'tsv', 'xml', 'yaml', 'yml', 'xlsx', 'bin', 'npy', 'parquet'],
};

/** How surely a file of this extension is of the specification: 2 it lists it, 1 its kind has it, 0 it takes anything; undefined, it takes it not. */
export function matchExtension({ extensions, file_type: kind }: FileSpecification, extension: string): number | undefined {
  if (extensions !== undefined && extensions.length > 0) return extensions.some((one) => bare(one) === extension) ? 2 : undefined;
  const ofKind = kind !== undefined && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (ofKind === undefined) return 0;
  return ofKind.includes(extension) ? 1 : undefined;
}

/** `.png, .jpg`, for who reads why a file was left out. */
export function showExtensions({ extensions, file_type: kind = '' }: FileSpecification): string {
  const taken = extensions !== undefined && extensions.length > 0 ? extensions.map(bare) : (KINDS[kind] ?? []);
  return taken.map((one) => `.${one}`).join(', ');
}

/** As people write it in a collection: `.PNG` and `png` are one. */
function bare(extension: string): string {
  return extension.replace(/^\./, '').toLowerCase();
}

/** The name without its extension, and the extension in small letters, without a dot. */
export function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= name.lastIndexOf('/') + 1) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}
