import { suggest } from '../../../../runtime/validation/suggest.ts';
import { isRecord, own, pointerParts, pointerTo, refStandsAlone, type SchemaObject, type SchemaPlace } from '../json-schema.ts';
import { keywordOf } from '../keywords.ts';
import type { SchemaBundle, Target } from '../schema-bundle.ts';
import type { SchemaProblem } from '../schema-problem.ts';

/** What is wrong with where a schema points, and with the dialect that it names. */
export function checkReferences(bundle: SchemaBundle, schema: SchemaObject, { uri, pointer }: SchemaPlace): SchemaProblem[] {
  const draft = bundle.draftOf(schema);
  const problems: SchemaProblem[] = [];
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const ref = schema[keyword];
    if (typeof ref !== 'string' || !keywordOf(keyword, draft)?.drafts.includes(draft) || bundle.resolve(ref, schema) !== undefined)
      continue;
    problems.push({ uri, pointer: pointerTo(pointer, keyword), ...notFound(bundle, ref, schema) });
  }
  const named = bundle.ambiguousName(schema);
  if (named !== undefined) {
    const data = { name: String(schema[named.keyword]), uri: named.uri };
    problems.push({ uri, pointer: pointerTo(pointer, named.keyword), code: 'SCHEMA_NAME_TWICE', data });
  }
  const dialect = bundle.dialectProblem(schema);
  if (dialect !== undefined)
    problems.push({ uri, pointer: pointerTo(pointer, '$schema'), code: 'SCHEMA_UNKNOWN_DIALECT', data: { dialect } });
  if (refStandsAlone(draft) && typeof schema['$ref'] === 'string') {
    const hidden = Object.keys(schema).filter((name) => ['assertion', 'applicator'].includes(keywordOf(name, draft)?.role ?? ''));
    if (hidden.length > 0)
      problems.push({
        uri,
        pointer: pointerTo(pointer, '$ref'),
        on: 'key',
        code: 'SCHEMA_REF_SIBLINGS',
        data: { keywords: hidden.join(', ') },
      });
  }
  return problems;
}

function notFound(bundle: SchemaBundle, ref: string, schema: SchemaObject): Pick<SchemaProblem, 'code' | 'data' | 'suggestion'> {
  const target = bundle.target(ref, schema);
  const document = target && bundle.document(target.uri);
  if (target !== undefined && document === undefined && !target.uri.startsWith('file:'))
    return { code: 'SCHEMA_REF_EXTERNAL', data: { ref } };
  const meant = target && document !== undefined ? nearest(bundle, target, document, schema) : undefined;
  return {
    code: 'SCHEMA_REF_NOT_FOUND',
    data: { ref },
    ...(meant === undefined ? {} : { suggestion: `did you mean "${ref.replace(/#.*$/s, '')}#${meant}"?` }),
  };
}

/** The fragment that was meant: the first part that is not there is replaced by one that is. */
function nearest(bundle: SchemaBundle, { fragment }: Target, document: unknown, schema: SchemaObject): string | undefined {
  if (!fragment.startsWith('/')) return suggest(fragment, bundle.anchorsNear(schema)) ?? definitionNamed(fragment, document);
  const parts = pointerParts(fragment);
  let at = document;
  for (const [index, part] of parts.entries()) {
    if (!isRecord(at)) return undefined;
    const next = own(at, part);
    if (next === undefined) {
      const candidates =
        index === 0 ? ['$defs', 'definitions', 'properties'].filter((name) => isRecord(own(at as SchemaObject, name))) : Object.keys(at);
      const found = index === 0 && candidates.length === 1 ? candidates[0] : suggest(part, candidates);
      return found === undefined
        ? definitionNamed(parts.at(-1)!, document)
        : pointerTo('', ...parts.slice(0, index), found, ...parts.slice(index + 1));
    }
    at = next;
  }
  return undefined;
}

/** `#Optimizer` for `#/$defs/Optimizer`. */
function definitionNamed(name: string, document: unknown): string | undefined {
  if (!isRecord(document)) return undefined;
  for (const keyword of ['$defs', 'definitions']) {
    const definitions = own(document, keyword);
    const found = isRecord(definitions) ? Object.keys(definitions).find((key) => key === name || suggest(name, [key]) === key) : undefined;
    if (found !== undefined) return pointerTo('', keyword, found);
  }
  return undefined;
}
