import type { SchemaView } from '../../model/schema/view/schema-view.ts';

/** The first type that is not null; what is not said is told by the keywords. */
export function typeOf({ keywords, properties }: SchemaView): string {
  const [type] = [keywords['type']].flat().filter((candidate) => candidate !== 'null' && candidate !== undefined);
  if (typeof type === 'string') return type;
  if (keywords['type'] !== undefined) return 'null';
  if (properties.size > 0) return 'object';
  if (keywords['items'] !== undefined || keywords['prefixItems'] !== undefined) return 'array';
  return keywords['minimum'] !== undefined || keywords['maximum'] !== undefined ? 'number' : 'string';
}
