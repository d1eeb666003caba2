import { flatSchemas } from '../schema/flat-schemas.ts';
import { pointerTo, type SchemaRoot } from '../schema/json-schema.ts';
import type { SchemaBundle } from '../schema/schema-bundle.ts';
import { modelTypes, type TypeRoot } from '../types/model-types.ts';
import { compilePlaces } from './compile-places.ts';
import { findExtensions } from './find-rules.ts';
import { type HookModel, parseHook } from './parse-hook.ts';
import { isWithoutRules, noRules, type PlacedRules } from './placed-rules.ts';
import { misplacedProblem, type RefinementProblem } from './refinement-problem.ts';
import type { FoundExtension } from './rule-place.ts';
import { Shapes } from './shape.ts';

export interface RefinementsModel {
  /** At the root, and in the places below it. */
  readonly rules: PlacedRules;
  readonly hooks: readonly HookModel[];
  readonly problems: readonly RefinementProblem[];
  readonly isEmpty: boolean;
}

/**
 * The rules and hooks of a schema: `x-rules` wherever it stands, `x-validate` at its root and at the root of what it is composed of. `types` are
 * the types that are printed with the one called `typeName`, so that the types of places have the names they have there.
 */
export function readRefinements(
  bundle: SchemaBundle,
  root: SchemaRoot,
  closeRoot: boolean,
  { typeName, types }: { readonly typeName: string; readonly types: readonly TypeRoot[] } = alone(root, closeRoot),
): RefinementsModel {
  const flats = flatSchemas(bundle);
  const definition = flats.root(root);
  const found = findExtensions(flats, definition);
  if (found === undefined) return { rules: noRules(), hooks: [], problems: [], isEmpty: true };
  const shapes = new Shapes(modelTypes(bundle, types), flats);
  const self = shapes.of({ kind: 'reference', name: typeName }, [definition.flat]);
  const { rules, problems } = compilePlaces(found.place, self, shapes);
  const hooks = found.hooks.flatMap(entriesOf).map(({ value, ...place }) => ({ value, place, hook: parseHook(value) }));
  const malformed = hooks.flatMap(({ value, place: { uri, pointer }, hook }): RefinementProblem[] =>
    typeof hook === 'string' ? [{ code: 'HOOK_MALFORMED', data: { value, problem: hook }, uri, pointer }] : [],
  );
  const named = hooks.flatMap(({ hook }) => (typeof hook === 'string' ? [] : [hook]));
  return {
    rules,
    hooks: named,
    problems: [...found.misplaced.map(misplacedProblem), ...problems, ...malformed],
    isEmpty: named.length === 0 && isWithoutRules(rules),
  };
}

function alone(root: SchemaRoot, closeRoot: boolean): { typeName: string; types: TypeRoot[] } {
  return { typeName: 'Self', types: [{ name: 'Self', root, direction: 'output', closeRoot }] };
}

function entriesOf(found: FoundExtension): FoundExtension[] {
  if (!Array.isArray(found.value)) return [found];
  return (found.value as unknown[]).map((value, at) => {
    return { keyword: found.keyword, value, uri: found.uri, pointer: pointerTo(found.pointer, at) };
  });
}
