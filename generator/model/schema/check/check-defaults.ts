import { explainErrors } from '../../../../runtime/validation/explain-errors.ts';
import type { CompiledError } from '../../../../runtime/validation/compiled-validate.ts';
import { formatPath } from '../../../../runtime/validation/format-issue.ts';
import { compileInProcess } from '../compile/compile-in-process.ts';
import { flatSchemas } from '../flat-schemas.ts';
import { isRecord, pointerTo, type SchemaObject, type SchemaPlace, type SchemaRoot } from '../json-schema.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import type { SchemaProblem } from '../schema-problem.ts';
import { subschemas } from '../subschemas.ts';
import { checkPlainValue } from './check-plain-value.ts';

/** Defaults that their own schemas refuse: a value that leaves them out would never be valid. */
export function checkDefaults(bundle: SchemaBundle, root: SchemaRoot): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const seen = new Set<SchemaObject>();
  const work: { schema: SchemaObject; place: SchemaPlace }[] = isRecord(root.schema) ? [{ schema: root.schema, place: root }] : [];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { schema, place } = next;
    if (seen.has(schema)) continue;
    seen.add(schema);
    if ('default' in schema) {
      const reason = refuse(bundle, schema, place);
      if (reason !== undefined)
        problems.push({ code: 'SCHEMA_BAD_DEFAULT', data: { reason }, uri: place.uri, pointer: pointerTo(place.pointer, 'default') });
    }
    const target = typeof schema['$ref'] === 'string' ? bundle.resolve(schema['$ref'], schema) : undefined;
    if (isRecord(target)) work.push({ schema: target, place: bundle.contextOf(target) ?? place });
    for (const { schema: inner } of subschemas(schema, bundle.draftOf(schema))) {
      const at = isRecord(inner) ? bundle.contextOf(inner) : undefined;
      if (isRecord(inner) && at !== undefined) work.push({ schema: inner, place: at });
    }
  }
  return problems;
}

function refuse(bundle: SchemaBundle, schema: SchemaObject, { uri, pointer }: SchemaPlace): string | undefined {
  const value = schema['default'];
  const errors = checkPlainValue(value, schema) ?? compiledErrors(bundle, { schema, uri, pointer }, value);
  const [issue] = explainErrors(errors, value);
  return issue === undefined ? undefined : `${formatPath(issue.path)}${issue.path.length > 0 ? ' ' : ''}${issue.message}`;
}

function compiledErrors(bundle: SchemaBundle, root: SchemaRoot, value: unknown): readonly CompiledError[] {
  try {
    const definition = flatSchemas(bundle).define(root.schema as SchemaObject, { key: '', anchors: new Map() });
    const validate = compileInProcess(definition, flatSchemas(bundle));
    return validate(value) ? [] : (validate.errors ?? []);
  } catch {
    return []; // that no validator can be made of it is told when it is printed
  }
}
