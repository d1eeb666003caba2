/** `batch_size` and `batchSize` → `Batch Size`, for labels. */
export function titleCase(name: string): string {
  const words = name.replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').split(/[\s_-]+/);
  return words
    .filter((word) => word !== '')
    .map((word) => word.replace(/^./u, (first) => first.toUpperCase()))
    .join(' ');
}
