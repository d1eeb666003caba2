import { isRecord, type JsonSchema } from '../../model/schema/json-schema.ts';
import type { FieldId, FormTest, Operator } from './form-test.ts';
import { isWritable } from './form-test.ts';

const COMPARISONS: Readonly<Record<string, Operator>> = { minimum: '>=', maximum: '<=', exclusiveMinimum: '>', exclusiveMaximum: '<' };
/** What says nothing beside the values that are asked for. */
const SILENT = new Set(['type', 'title', 'description', '$comment', 'examples', 'default']);

/** The schema of an `if` as a test of fields; undefined where it asks more than an expression can say. `fieldOf` knows the fields of the object. */
export function readTest(schema: JsonSchema, fieldOf: (name: string) => FieldId | undefined): FormTest | undefined {
  if (!isRecord(schema)) return undefined;
  const { properties = {}, required = [], not, ...rest } = schema;
  if (!isRecord(properties) || !Array.isArray(required) || Object.keys(rest).some((keyword) => !SILENT.has(keyword))) return undefined;
  if (not !== undefined) return undefined;
  const names = new Set([...Object.keys(properties), ...(required as string[])]);
  const tests: FormTest[] = [];
  for (const name of names) {
    const id = fieldOf(name);
    const asked = Object.hasOwn(properties, name) ? readValueTest(properties[name], id ?? []) : [];
    if (id === undefined || asked === undefined) return undefined;
    if (required.includes(name)) tests.push({ kind: 'given', id }, ...asked);
    else if (asked.length > 0)
      tests.push({
        kind: 'any',
        tests: [
          { kind: 'missing', id },
          { kind: 'all', tests: asked },
        ],
      });
  }
  return tests.length === 0 ? undefined : { kind: 'all', tests };
}

/** What must hold of one value. */
function readValueTest(schema: unknown, id: FieldId): FormTest[] | undefined {
  if (schema === true) return [];
  if (!isRecord(schema)) return undefined;
  const tests: FormTest[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    const operator = COMPARISONS[keyword];
    if (SILENT.has(keyword)) continue;
    if (keyword === 'const' && isWritable(value)) tests.push({ kind: 'compare', id, operator: '===', value });
    else if (keyword === 'enum' && Array.isArray(value) && value.every(isWritable)) {
      tests.push({ kind: 'any', tests: value.map((item) => ({ kind: 'compare', id, operator: '===', value: item })) });
    } else if (operator !== undefined && isWritable(value)) tests.push({ kind: 'compare', id, operator, value });
    else if (keyword === 'not' && isRecord(value) && Object.keys(value).every((inner) => inner === 'const') && isWritable(value['const']))
      tests.push({ kind: 'compare', id, operator: '!==', value: value['const'] });
    else return undefined;
  }
  return tests;
}
