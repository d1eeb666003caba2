import { explainErrors } from '../../../../runtime/validation/explain-errors.ts';
import type { CompiledError } from '../../../../runtime/validation/compiled-validate.ts';
import { formatPath } from '../../../../runtime/validation/format-issue.ts';
import { compileInProcess } from '../compile/compile-in-process.ts';
import { definitionFills } from '../fills-defaults.ts';
import { flatSchemas, type FlatDefinition, type FlatSchemas } from '../flat-schemas.ts';
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
  const flats = flatSchemas(bundle);
  const definition = flats.define(schema, { key: '', anchors: new Map() });
  const filled = isRecord(value) && definitionFills(definition.id, flats);
  const plain = isRecord(definition.flat) && !filled ? checkPlainValue(value, definition.flat) : undefined;
  const errors = plain ?? compiledErrors(definition, flats, value);
  if (errors === 'endless') return 'the default has no end: it is filled in again inside of itself';
  const [issue] = explainErrors(errors, value);
  if (issue === undefined) return undefined;
  return issue.path.length === 0 ? `the default ${issue.message}` : `in the default, ${formatPath(issue.path)} ${issue.message}`;
}

function compiledErrors(definition: FlatDefinition, flats: FlatSchemas, value: unknown): readonly CompiledError[] | 'endless' {
  const find = compile(definition, flats);
  try {
    return find?.(value) ?? [];
  } catch (error) {
    if (error instanceof RangeError) return 'endless';
    throw error;
  }
}

function compile(definition: FlatDefinition, flats: FlatSchemas): ReturnType<typeof compileInProcess> | undefined {
  try {
    return compileInProcess(definition, flats);
  } catch {
    return undefined; // that no validator can be made of it is told when it is printed
  }
}
