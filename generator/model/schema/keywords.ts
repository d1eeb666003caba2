import { excludesByFlag, type Draft } from './json-schema.ts';

/** What the value of a keyword must be. */
export type KeywordValue =
  | 'schema'
  | 'schemas'
  | 'schema-map'
  | 'schema-or-schemas'
  | 'dependencies'
  | 'type'
  | 'values'
  | 'any'
  | 'number'
  | 'positive'
  | 'count'
  | 'boolean'
  | 'string'
  | 'anchor'
  | 'names'
  | 'names-map'
  | 'pattern'
  | 'vocabulary';

/** `core` names and points, `assertion` and `applicator` decide, `annotation` tells. */
export type KeywordRole = 'core' | 'assertion' | 'applicator' | 'annotation';

export interface Keyword {
  readonly value: KeywordValue;
  readonly role: KeywordRole;
  readonly drafts: readonly Draft[];
}

const ALL: readonly Draft[] = ['4', 'openapi-3.0', '7', '2019-09', '2020-12'];
const SINCE_6: readonly Draft[] = ['7', '2019-09', '2020-12'];
const LATER: readonly Draft[] = ['2019-09', '2020-12'];
const BEFORE_2020: readonly Draft[] = ['4', 'openapi-3.0', '7', '2019-09'];

/** Every keyword of the drafts; `x-*` is free and not listed. Sources: the meta-schemas at json-schema.org, OpenAPI 3.0.3 (Schema Object). */
export const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ...row('core', ALL, 'string', '$schema $ref'),
  ...row('core', ['4'], 'string', 'id'),
  ...row('core', SINCE_6, 'string', '$id $comment'),
  ...row('core', ALL, 'schema-map', '$defs definitions'),
  ...row('core', LATER, 'anchor', '$anchor'),
  ...row('core', LATER, 'vocabulary', '$vocabulary'),
  ...row('core', ['2019-09'], 'boolean', '$recursiveAnchor'),
  ...row('core', ['2019-09'], 'string', '$recursiveRef'),
  ...row('core', ['2020-12'], 'anchor', '$dynamicAnchor'),
  ...row('core', ['2020-12'], 'string', '$dynamicRef'),
  ...row('assertion', ALL, 'type', 'type'),
  ...row('assertion', ALL, 'values', 'enum'),
  ...row('assertion', SINCE_6, 'any', 'const'),
  ...row('assertion', ALL, 'positive', 'multipleOf'),
  ...row('assertion', ALL, 'number', 'maximum exclusiveMaximum minimum exclusiveMinimum'),
  ...row('assertion', ALL, 'count', 'maxLength minLength maxItems minItems maxProperties minProperties'),
  ...row('assertion', ALL, 'pattern', 'pattern'),
  ...row('assertion', ALL, 'boolean', 'uniqueItems'),
  ...row('assertion', ALL, 'names', 'required'),
  ...row('assertion', ['openapi-3.0'], 'boolean', 'nullable'),
  ...row('assertion', LATER, 'count', 'maxContains minContains'),
  ...row('assertion', LATER, 'names-map', 'dependentRequired'),
  ...row('applicator', ALL, 'schemas', 'allOf anyOf oneOf'),
  ...row('applicator', ALL, 'schema', 'not additionalProperties'),
  ...row('applicator', SINCE_6, 'schema', 'if then else contains propertyNames'),
  ...row('applicator', ALL, 'schema-map', 'properties patternProperties'),
  ...row('applicator', ALL, 'dependencies', 'dependencies'),
  ...row('applicator', BEFORE_2020, 'schema-or-schemas', 'items'),
  ...row('applicator', BEFORE_2020, 'schema', 'additionalItems'),
  ...row('applicator', LATER, 'schema-map', 'dependentSchemas'),
  ...row('applicator', LATER, 'schema', 'unevaluatedItems unevaluatedProperties'),
  ...row('applicator', ['2020-12'], 'schemas', 'prefixItems'),
  ...row('annotation', ALL, 'string', 'title description format contentEncoding contentMediaType'),
  ...row('annotation', ALL, 'any', 'default'),
  ...row('annotation', ALL, 'values', 'examples'),
  ...row('annotation', ALL, 'boolean', 'readOnly writeOnly deprecated'),
  ...row('annotation', LATER, 'schema', 'contentSchema'),
]);

/** The keywords whose value changed between drafts: `items`, and the bounds. */
export function keywordOf(name: string, draft: Draft): Keyword | undefined {
  if (name === 'items' && draft === '2020-12') return { value: 'schema', role: 'applicator', drafts: ALL };
  if (excludesByFlag(draft) && (name === 'exclusiveMinimum' || name === 'exclusiveMaximum'))
    return { value: 'boolean', role: 'assertion', drafts: ALL };
  return keywords.get(name);
}

function row(role: KeywordRole, drafts: readonly Draft[], value: KeywordValue, names: string): [string, Keyword][] {
  return names.split(' ').map((name) => [name, { value, role, drafts }]);
}
