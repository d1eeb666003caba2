import { canonicalJson } from '../model/contract-hash.ts';
import type { FlatSchemas } from '../model/schema/flat-schemas.ts';
import { isRecord } from '../model/schema/json-schema.ts';
import { keywordOf } from '../model/schema/keywords.ts';
import { referenceOf } from '../model/schema/reach-definitions.ts';

/** Whether two flat schemas plainly say the same: keyword by keyword, whatever their definitions are called, also in circles. Defaults count. */
export function sameSchema(one: unknown, two: unknown, ones: FlatSchemas, twos: FlatSchemas): boolean {
  const assumed = new Set<string>();
  const work: [unknown, unknown][] = [[one, two]];
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    const [a, b] = pair;
    if (!isRecord(a) || !isRecord(b)) {
      if (a !== b) return false;
      continue;
    }
    const [left, right] = [referenceOf(a), referenceOf(b)];
    if ((left === undefined) !== (right === undefined)) return false;
    if (left !== undefined && right !== undefined && !assumed.has(`${left} ${right}`)) {
      assumed.add(`${left} ${right}`);
      work.push([ones.get(left).flat, twos.get(right).flat]);
    }
    const [mine, theirs] = [said(a), said(b)];
    if (mine.size !== theirs.size) return false;
    for (const [keyword, value] of mine) if (!theirs.has(keyword) || !addInner(keyword, value, theirs.get(keyword), work)) return false;
  }
  return true;
}

/** What decides, with a constant as a list of one and a type as a list. */
function said(schema: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const kept = Object.entries(schema).filter(([name]) => {
    const role = keywordOf(name, '2020-12')?.role;
    return role === 'assertion' || role === 'applicator' || ['format', 'default', 'x-rules', 'x-validate'].includes(name);
  });
  return new Map(
    kept.map(([name, value]) =>
      name === 'const' && !('enum' in schema) ? ['enum', [value]] : [name, name === 'type' ? [value].flat() : value],
    ),
  );
}

/** False where the values of a keyword differ; schemas in it are left for later. */
function addInner(keyword: string, one: unknown, two: unknown, work: [unknown, unknown][]): boolean {
  const kind = keywordOf(keyword, '2020-12')?.value;
  if (kind === 'schema') work.push([one, two]);
  else if (kind === 'schemas' && Array.isArray(one) && Array.isArray(two)) {
    if (one.length !== two.length) return false;
    for (const [at, inner] of one.entries()) work.push([inner, two[at]]);
  } else if (kind === 'schema-map' && isRecord(one) && isRecord(two)) {
    if (Object.keys(one).length !== Object.keys(two).length) return false;
    for (const [name, inner] of Object.entries(one)) {
      if (!Object.hasOwn(two, name)) return false;
      work.push([inner, two[name]]);
    }
  } else return canonicalJson(inOrder(keyword, one)) === canonicalJson(inOrder(keyword, two));
  return true;
}

function inOrder(keyword: string, value: unknown): unknown {
  if (!['required', 'type', 'enum'].includes(keyword) || !Array.isArray(value)) return value;
  return value.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}
