import type { FlatDefinition, FlatSchemas } from './flat-schemas.ts';
import { isRecord } from './json-schema.ts';
import { referenceOf } from './reach-definitions.ts';

/** Whether two definitions say the same, whatever the definitions that they refer to are called; also when they refer in circles. */
export function sameDefinition(a: FlatDefinition, b: FlatDefinition, flats: FlatSchemas): boolean {
  const assumed = new Set<string>();
  const work: [unknown, unknown][] = [[a.flat, b.flat]];
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    const [x, y] = pair;
    if (Array.isArray(x) && Array.isArray(y)) {
      if (x.length !== y.length) return false;
      work.push(...x.map((item, at): [unknown, unknown] => [item, y[at]]));
    } else if (isRecord(x) && isRecord(y)) {
      const [idX, idY] = [referenceOf(x), referenceOf(y)];
      if ((idX === undefined) !== (idY === undefined) || Object.keys(x).length !== Object.keys(y).length) return false;
      if (idX !== undefined && idY !== undefined && idX !== idY && !assumed.has(`${idX} ${idY}`)) {
        assumed.add(`${idX} ${idY}`);
        work.push([flats.get(idX).flat, flats.get(idY).flat]);
      }
      for (const [key, value] of Object.entries(x)) {
        if (!Object.hasOwn(y, key)) return false;
        if (key !== '$ref' || idX === undefined) work.push([value, y[key]]);
      }
    } else if (!Object.is(x, y)) return false;
  }
  return true;
}
