import { isRecord, type SchemaObject } from '../json-schema.ts';
import type { Ajv2020, AjvModule, Code, CodeKeywordDefinition, KeywordErrorCxt, Name } from './ajv.ts';

/** The field names that a closed schema knows; for `did you mean`. */
export type KnownFields = (schema: SchemaObject) => readonly string[];

/**
 * Errors that say enough to be explained: which of the errors before one belong to which of its branches, which fields would have been known,
 * and what the author noted beside an `if`. The keywords themselves stay ajv's own.
 */
export function addExplanations(module: AjvModule, ajv: Ajv2020, knownFields: KnownFields): void {
  const { _, stringify } = module;
  const countBranches = branchCounter(module);
  const fields = ({ parentSchema }: KeywordErrorCxt): Code => stringify(knownFields(parentSchema as SchemaObject));
  replace(ajv, 'anyOf', 'oneOf', ({ params }) => _`{ ends: ${params['ends']} }`, countBranches);
  replace(ajv, 'oneOf', 'allOf', ({ params }) => _`{ ends: ${params['ends']}, passing: ${params['passing']} }`, countBranches);
  replace(
    ajv,
    'if',
    'then',
    (cxt) => _`{ ends: [errors - ${cxt.errsCount!}], note: ${stringify(noteOf(cxt.parentSchema as SchemaObject))} }`,
  );
  replace(ajv, 'additionalProperties', 'dependencies', (cxt) => _`{ field: ${cxt.params['additionalProperty']}, known: ${fields(cxt)} }`);
  replace(
    ajv,
    'unevaluatedProperties',
    'unevaluatedItems',
    (cxt) => _`{ field: ${cxt.params['unevaluatedProperty']}, known: ${fields(cxt)} }`,
  );
}

type KeywordCode = CodeKeywordDefinition['code'];

/** `before` keeps the keyword in its place: the order decides what is evaluated when. */
function replace(
  ajv: Ajv2020,
  keyword: string,
  before: string,
  params: (cxt: KeywordErrorCxt) => Code,
  wrap = (code: KeywordCode): KeywordCode => code,
): void {
  const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ ...definition, code: wrap(definition.code), before, error: { message: '', params } });
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
