import { isRecord, type SchemaObject } from '../json-schema.ts';
import type { Ajv2020, AjvModule, Code, KeywordCxt, KeywordErrorCxt, Name } from './ajv.ts';
import { constant } from './constants.ts';
import { replaceKeyword, type KeywordCode } from './replace-keyword.ts';

/** The field names that a closed schema knows; for `did you mean`. */
export type KnownFields = (schema: SchemaObject) => readonly string[];

/**
 * Errors that say enough to be explained: which of the errors before one belong to which of its branches, which fields would have been known,
 * and what the author noted beside an `if`. The keywords themselves stay ajv's own.
 */
export function addExplanations(module: AjvModule, ajv: Ajv2020, knownFields: KnownFields): void {
  const { _, stringify } = module;
  const wrap = branchCounter(module);
  const field = (name: unknown, cxt: KeywordErrorCxt): Code =>
    _`{field: ${name as Name}, known: ${constant(module, cxt as KeywordCxt, knownFields(cxt.parentSchema as SchemaObject))}}`;
  const note = ({ parentSchema }: KeywordErrorCxt): Code => stringify(noteOf(parentSchema as SchemaObject));
  replaceKeyword(ajv, 'anyOf', { before: 'oneOf', params: ({ params }) => _`{ ends: ${params['ends']} }`, wrap });
  replaceKeyword(ajv, 'oneOf', {
    before: 'allOf',
    params: ({ params }) => _`{ ends: ${params['ends']}, passing: ${params['passing']} }`,
    wrap,
  });
  replaceKeyword(ajv, 'if', { before: 'then', params: (cxt) => _`{ ends: [errors - ${cxt.errsCount!}], note: ${note(cxt)} }` });
  replaceKeyword(ajv, 'contains', {
    before: 'uniqueItems',
    params: ({ params, errsCount }) =>
      _`{ ends: [errors - ${errsCount!}], min: ${stringify(params['min'])}, max: ${stringify(params['max'] ?? null)} }`,
  });
  replaceKeyword(ajv, 'additionalProperties', { before: 'dependencies', params: (cxt) => field(cxt.params['additionalProperty'], cxt) });
  replaceKeyword(ajv, 'dependentRequired', {
    before: 'dependentSchemas',
    params: ({ params }) => _`{property: ${params['property']}, missingProperty: ${params['missingProperty']}}`, // in one line
  });
  replaceKeyword(ajv, 'unevaluatedProperties', {
    before: 'unevaluatedItems',
    params: (cxt) => field(cxt.params['unevaluatedProperty'], cxt),
  });
}

/** Notes how many errors there are after each branch, counted from the first branch. */
function branchCounter({ _, nil }: AjvModule): (code: KeywordCode) => KeywordCode {
  const list = (names: readonly Name[]): Code => {
    let items: Code | Name = nil;
    for (const name of names) items = items === nil ? name : _`${items}, ${name}`;
    return _`[${items}]`;
  };
  return (code) => (cxt, ruleType) => {
    const { gen } = cxt;
    const ends = (cxt.schema as unknown[]).map(() => gen.let('end', _`0`));
    const subschema = cxt.subschema.bind(cxt);
    cxt.subschema = (branch, valid) => {
      const result = subschema(branch, valid);
      gen.assign(ends[Number(branch.schemaProp)]!, _`errors - ${cxt.errsCount!}`);
      return result;
    };
    const setParams = cxt.setParams.bind(cxt);
    cxt.setParams = (params, assign) => setParams({ ...params, ends: list(ends) }, assign);
    cxt.setParams({});
    code(cxt, ruleType);
  };
}

/** What an author wrote for those who break the rule: beside the `if`, in it, or in what it demands. */
function noteOf(schema: SchemaObject): string {
  const places = [schema, ...['if', 'then', 'else'].map((name) => schema[name])];
  const notes = ['x-message', '$comment'].flatMap((name) => places.map((place) => (isRecord(place) ? place[name] : undefined)));
  return notes.find((note) => typeof note === 'string') ?? '';
}
