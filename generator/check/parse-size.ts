/** `4GiB` in bytes; undefined where the text is no size. Units: KiB … of 1024, KB … of 1000. */
export function parseSize(size: string | number): number | undefined {
  if (typeof size === 'number') return Number.isSafeInteger(size) && size > 0 ? size : undefined;
  const match = /^(\d+(?:\.\d+)?) ?(?:([KMGT])(i?))?B$/.exec(size);
  if (!match) return undefined;
  const power = match[2] ? 'KMGT'.indexOf(match[2]) + 1 : 0;
  const bytes = Math.round(Number(match[1]) * (match[3] ? 1024 : 1000) ** power);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}
