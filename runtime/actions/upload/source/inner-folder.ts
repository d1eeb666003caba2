/** A folder of a storage as keys have it: `./images/`, `/images` and `images` are one, and `.` is the root. */
export function innerFolder(folder: string): string {
  const inner = folder.replaceAll(/^(\.?\/)+|\/+$/g, '');
  return inner === '.' ? '' : inner;
}

/** The key of a file below a folder of a storage. */
export function keyBelow(folder: string, name: string): string {
  const inner = innerFolder(folder);
  return inner === '' ? name : `${inner}/${name}`;
}
