import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { imageSize } from 'image-size';
import type { ItemAudit } from '../audit.ts';
import type { ImageInfo } from '../dataset-item.ts';

/** What counts as an image, by the ending of its name. */
const ENDINGS: ReadonlySet<string> = new Set(['.jpg', '.jpeg', '.png', '.bmp', '.webp', '.tif', '.tiff', '.gif', '.avif', '.heic']);
/** A header is at the beginning; embedded thumbnails and colour profiles may stand before the size. */
const HEADERS: readonly number[] = [32 * 1024, 1024 * 1024];

export function isImage(name: string): boolean {
  return ENDINGS.has(extname(name).toLowerCase());
}

/** `a/b.jpg` → `a/b`. */
export function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

/** Images by their names without endings; of two with one such name the first. */
export function imagesByStem(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) if (isImage(file) && !found.has(stemOf(file))) found.set(stemOf(file), file);
  return found;
}

/** The size of an image as it is shown, turned as its EXIF data says, from its header alone; undefined, with the reason in the audit, where there is none. */
export async function readImage(path: string, audit: ItemAudit): Promise<(ImageInfo & { readonly path: string }) | undefined> {
  try {
    const { width, height, orientation = 1 } = await readSize(path);
    if (width > 0 && height > 0)
      return { path, fileName: basename(path), ...(orientation >= 5 ? { width: height, height: width } : { width, height }) };
    audit.skipItem('IMAGE_UNREADABLE', basename(path));
  } catch (error) {
    if (isMissing(error)) audit.skipItem('IMAGE_MISSING', basename(path));
    else audit.skipItem('IMAGE_UNREADABLE', basename(path));
  }
  return undefined;
}

/** Notes where a dataset says another size of an image than it has. */
export function compareSize(width: unknown, height: unknown, image: ImageInfo, audit: ItemAudit): void {
  if (!(Number(width) > 0 && Number(height) > 0) || (Number(width) === image.width && Number(height) === image.height)) return;
  audit.noteItem('SIZE_DIFFERS', `${Number(width)} x ${Number(height)} instead of ${image.width} x ${image.height}`);
}

async function readSize(path: string): Promise<{ readonly width: number; readonly height: number; readonly orientation?: number }> {
  const file = await open(path, 'r');
  try {
    for (const [at, length] of HEADERS.entries()) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, 0);
      try {
        return imageSize(buffer.subarray(0, bytesRead));
      } catch (error) {
        if (bytesRead < length || at === HEADERS.length - 1) throw error;
      }
    }
    throw new Error('unreachable');
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
