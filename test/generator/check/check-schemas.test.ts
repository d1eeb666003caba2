import { expect, test } from 'vitest';
import { printValidators } from '../../../generator/emit/validators/index.ts';
import { checkSchema } from '../../../generator/model/schema/check/check-schema.ts';
import { type JsonSchema, SchemaBundle } from '../../../generator/model/schema/index.ts';

// Codes of schemas that no contract of ours can raise: reading refuses what is that deep, checking what cannot be compiled.
const bundle = new SchemaBundle({ load: () => undefined });
const uri = 'file:///plugin/schemas/train.json';

test('a schema that is deeper than reading allows is refused with SCHEMA_TOO_DEEP', () => {
  let schema: JsonSchema = { type: 'string' };
  for (let depth = 0; depth < 300; depth++) schema = { type: 'array', items: schema };
  const problems = checkSchema(bundle, { uri, pointer: '', schema }, { strictness: 'contract' });
  expect(problems.map((problem) => problem.code)).toEqual(['SCHEMA_TOO_DEEP']);
});

test('a schema that was not checked and cannot be compiled is SCHEMA_NOT_COMPILED', () => {
  const root = { uri, pointer: '', schema: { type: 'strng' } };
  const { problems } = printValidators(bundle, [{ exportName: 'checkA', typeName: 'A', root }], {
    typesModule: './types.js',
    runtimeModule: 'actionsmith/codegen/v1',
  });
  expect(problems.map((problem) => problem.code)).toEqual(['SCHEMA_NOT_COMPILED']);
});
