import { posix } from 'node:path';

/**
 * True for what is to be unpacked. By its name and not by its first bytes: the weights of some frameworks are a zip inside, and theirs to read. What has no
 * ending is an archive, as models of a backend are; `yolo v1.2` has none.
 */
export function isArchiveName(filename: string): boolean {
  return /^(?:\.\d*)?$/.test(posix.extname(filename)) || hasArchiveEnding(filename);
}

export function hasArchiveEnding(filename: string): boolean {
  return /\.(?:zip|tar|tgz|tar\.gz)$/i.test(filename);
}

/** The last part of a name that another machine has sent, or undefined where no file can be called so. */
export function safeFilename(name: string): string | undefined {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const isSafe = last !== '' && !/^\.{1,2}$/.test(last) && !/\p{Cc}/u.test(last) && Buffer.byteLength(last) <= 255;
  return isSafe ? last : undefined;
}
