import * as fc from 'fast-check';

type Path = readonly (string | number)[];

/** A value of each JSON type, and some that are nearly right. */
const OTHERS: readonly unknown[] = [null, true, 0, -1, 1.5, '', 'x', [], {}, ['x'], { x: 1 }];

/** The document with one part of it removed, replaced or added to, `count` times, the same ones for the same seed. */
export function mutate(document: unknown, count: number, seed: number): unknown[] {
  const places = placesIn(document);
  const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom('drop', 'replace', 'add'), fc.constantFrom(...OTHERS));
  return fc.sample(change, { numRuns: count, seed }).map(([path, kind, other]) => {
    const copy = structuredClone({ root: document }) as Record<string, unknown>;
    const full = ['root', ...path];
    const holder = full.slice(0, -1).reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], copy) as Record<
      string | number,
      unknown
    >;
    const last = full.at(-1)!;
    const value = holder[last];
    if (kind === 'drop' && path.length > 0) {
      if (Array.isArray(holder)) holder.splice(Number(last), 1);
      else delete holder[last];
    } else if (kind === 'add' && Array.isArray(value)) value.push(other);
    else if (kind === 'add' && value !== null && typeof value === 'object') (value as Record<string, unknown>)['x-added'] = other;
    else holder[last] = other;
    return copy['root'];
  });
}

/** The places of a document, those near the top more often: a large document is mostly the same thing again. */
function placesIn(document: unknown): Path[] {
  const places: Path[] = [];
  const work: [unknown, Path][] = [[document, []]];
  for (let next = work.shift(); next !== undefined && places.length < 2000; next = work.shift()) {
    const [value, path] = next;
    places.push(path);
    if (value === null || typeof value !== 'object') continue;
    const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [key, inner] of entries) work.push([inner, [...path, key]]);
  }
  return places;
}
