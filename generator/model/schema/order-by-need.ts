/** The names so that each comes after all that it needs, except in circles. A list of work, not recursion: chains may be thousands long. */
export function orderByNeed(names: Iterable<string>, needsOf: (name: string) => readonly string[]): string[] {
  const open = new Set<string>();
  const ordered = new Set<string>();
  for (const start of names) {
    const work = [start];
    for (let name = work.at(-1); name !== undefined; name = work.at(-1)) {
      if (open.has(name)) {
        work.pop();
        ordered.add(name);
        continue;
      }
      open.add(name);
      work.push(
        ...needsOf(name)
          .toReversed()
          .filter((need) => !open.has(need)),
      );
    }
  }
  return [...ordered];
}
