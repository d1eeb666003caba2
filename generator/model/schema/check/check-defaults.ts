import { explainErrors } from '../../../../runtime/validation/explain-errors.ts';
import type { CompiledError } from '../../../../runtime/validation/compiled-validate.ts';
import { formatPath } from '../../../../runtime/validation/format-issue.ts';
import { compileInProcess } from '../compile/compile-in-process.ts';
import { flatSchemas, type FlatDefinition } from '../flat-schemas.ts';
import { isRecord, pointerTo, type SchemaObject, type SchemaPlace, type SchemaRoot } from '../json-schema.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import type { SchemaProblem } from '../schema-problem.ts';
import { subschemas } from '../subschemas.ts';
import { checkPlainValue } from './check-plain-value.ts';
import { declaredElsewhere } from './declared-elsewhere.ts';

/**
 * Defaults that their own schemas refuse, or the schema that is extended, where both declare the property: a value that leaves them out would never
 * be valid.
 */
export function checkDefaults(bundle: SchemaBundle, root: SchemaRoot): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const seen = new Set<SchemaObject>();
  const elsewhere = new Map<SchemaObject, readonly SchemaObject[]>();
  const work: { schema: SchemaObject; place: SchemaPlace }[] = isRecord(root.schema) ? [{ schema: root.schema, place: root }] : [];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { schema, place } = next;
    if (seen.has(schema)) continue;
    seen.add(schema);
    if ('default' in schema) {
      const judges = [schema, ...(elsewhere.get(schema) ?? [])];
      const reason = judges.map((judge) => refuse(bundle, judge, schema['default'])).find((found) => found !== undefined);
      if (reason !== undefined)
        problems.push({ code: 'SCHEMA_BAD_DEFAULT', data: { reason }, uri: place.uri, pointer: pointerTo(place.pointer, 'default') });
    }
    for (const [property, others] of declaredElsewhere(bundle, schema)) elsewhere.set(property, others);
    const target = typeof schema['$ref'] === 'string' ? bundle.resolve(schema['$ref'], schema) : undefined;
    if (isRecord(target)) work.push({ schema: target, place: bundle.contextOf(target) ?? place });
    for (const { schema: inner } of subschemas(schema, bundle.draftOf(schema))) {
      const at = isRecord(inner) ? bundle.contextOf(inner) : undefined;
      if (isRecord(inner) && at !== undefined) work.push({ schema: inner, place: at });
    }
  }
  return problems;
}

function refuse(bundle: SchemaBundle, schema: SchemaObject, value: unknown): string | undefined {
  const errors = plainErrors(bundle, schema, value) ?? compiledErrors(bundle, schema, value);
  const [issue] = explainErrors(errors, value);
  return issue === undefined ? undefined : `${formatPath(issue.path)}${issue.path.length > 0 ? ' ' : ''}${issue.message}`;
}

function plainErrors(bundle: SchemaBundle, schema: SchemaObject, value: unknown): readonly CompiledError[] | undefined {
  const { flat } = definitionOf(bundle, schema);
  return isRecord(flat) ? checkPlainValue(value, flat) : undefined;
}

function definitionOf(bundle: SchemaBundle, schema: SchemaObject): FlatDefinition {
  return flatSchemas(bundle).define(schema, { key: '', anchors: new Map() });
}

function compiledErrors(bundle: SchemaBundle, schema: SchemaObject, value: unknown): readonly CompiledError[] {
  try {
    const definition = definitionOf(bundle, schema);
    return compileInProcess(definition, flatSchemas(bundle))(value);
  } catch {
    return []; // that no validator can be made of it is told when it is printed
  }
}
