import { unzipSync } from 'fflate';

/** What a part of a package takes in it: a package of node_modules, a file, or a folder of assets. Compressed, in bytes. */
export interface PartSize {
  readonly name: string;
  readonly bytes: number;
}

/** The parts of a package, the largest first. Nothing is unpacked for it. */
export function measureParts(zip: Uint8Array): PartSize[] {
  const sizes = new Map<string, number>();
  unzipSync(zip, {
    filter: ({ name, size }) => {
      const part = partOf(name);
      sizes.set(part, (sizes.get(part) ?? 0) + size);
      return false;
    },
  });
  const parts = [...sizes].map(([name, bytes]) => ({ name, bytes }));
  return parts.toSorted((one, other) => other.bytes - one.bytes || (one.name < other.name ? -1 : 1));
}

/** `12.3 MiB node_modules/@img/sharp-libvips-linux-x64, 1.2 MiB models` */
export function describeParts(parts: readonly PartSize[], count = 5): string {
  return parts
    .slice(0, count)
    .map(({ name, bytes }) => `${describeBytes(bytes)} ${name}`)
    .join(', ');
}

/** `8.4 MiB`, `12.0 KiB`. */
export function describeBytes(bytes: number): string {
  const kibibytes = bytes / 1024;
  return kibibytes < 1024 ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / 1024).toFixed(1)} MiB`;
}

function partOf(path: string): string {
  const words = path.split('/');
  if (words[0] !== 'node_modules') return words.length > 1 ? `${words[0]}/` : path;
  return words.slice(0, words[1]?.startsWith('@') ? 3 : 2).join('/');
}
