/** JSON pointers of the places where the second value is not what the first is. */
export function differingPlaces(before: unknown, after: unknown, pointer = ''): string[] {
  if (Object.is(before, after)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) return [pointer];
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length || keys.some((key) => !Object.hasOwn(after, key))) return [pointer];
  return keys.flatMap((key) => differingPlaces(before[key], after[key], `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
