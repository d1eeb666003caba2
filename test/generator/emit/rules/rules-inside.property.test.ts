import * as fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RulesPrinting } from '../../../../generator/emit/rules/print-placed-rules.ts';
import { printTypes } from '../../../../generator/emit/types/index.ts';
import { printTypesJstt } from '../../../../generator/emit/types-jstt/index.ts';
import { readRefinements } from '../../../../generator/model/rules/read-refinements.ts';
import type { SchemaObject } from '../../../../generator/model/schema/index.ts';
import { modelTypes, type TypeRoot } from '../../../../generator/model/types/index.ts';
import { checkRules } from '../../../../runtime/validation/rules/check-rules.ts';
import type { PlacedRules } from '../../../../runtime/validation/rules/rule.ts';
import { compileTypes } from '../../../support/compile-types.ts';
import { evaluateCode } from '../../../support/evaluate-code.ts';
import { TOOLKIT } from '../../../support/make-plugin.ts';
import { bundleOf } from '../../../support/schemas.ts';

/** A schema with a rule somewhere inside, a value that fits the schema and breaks the rule, and where it does. */
interface Case {
  readonly schema: SchemaObject;
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

const start: Case = {
  schema: {
    type: 'object',
    required: ['low', 'high'],
    properties: { low: { type: 'integer' }, high: { type: 'integer' } },
    additionalProperties: false,
    'x-rules': [{ rule: 'self.low <= self.high', message: 'no', at: '/low' }],
  },
  value: { low: 2, high: 1 },
  path: ['low'],
};
const defined: Case = { ...start, schema: { $ref: '#/$defs/Range' } };

/** The ways in which a schema stands in another one. */
const WAYS: Readonly<Record<string, (inner: Case) => Case>> = {
  property: ({ schema, value, path }) => ({
    schema: { type: 'object', properties: { 'a b': schema, other: { type: 'string' } } },
    value: { other: 'x', 'a b': value },
    path: ['a b', ...path],
  }),
  'required of a closed object': ({ schema, value, path }) => ({
    schema: { type: 'object', required: ['a'], properties: { a: schema }, additionalProperties: false },
    value: { a: value },
    path: ['a', ...path],
  }),
  item: ({ schema, value, path }) => ({ schema: { type: 'array', items: schema }, value: [value], path: [0, ...path] }),
  'value of a map': ({ schema, value, path }) => ({
    schema: { type: 'object', additionalProperties: schema },
    value: { toString: value },
    path: ['toString', ...path],
  }),
  'value that matches': ({ schema, value, path }) => ({
    schema: { type: 'object', patternProperties: { '^k': schema }, additionalProperties: false },
    value: { k1: value },
    path: ['k1', ...path],
  }),
  position: ({ schema, value, path }) => ({
    schema: { type: 'array', prefixItems: [{ type: 'string' }, schema], items: false },
    value: ['x', value],
    path: [1, ...path],
  }),
  'part of allOf': ({ schema, value, path }) => ({ schema: { allOf: [{ description: 'nothing' }, schema] }, value, path }),
  nullable: ({ schema, value, path }) => ({ schema: { anyOf: [schema, { type: 'null' }] }, value, path }),
};

function branch(kind: string, part: object): object {
  return {
    type: 'object',
    required: ['kind', 'part'],
    properties: { kind: { const: kind }, part },
    additionalProperties: false,
  };
}

/** Where the value must be an object: a branch with a tag, which every object may have beside its own fields. */
function tagged({ schema, value, path }: Case): Case {
  return {
    schema: { oneOf: [branch('x', schema), branch('y', { type: 'boolean' })] },
    value: { kind: 'x', part: value },
    path: ['part', ...path],
  };
}

const anyCase: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(start, defined), fc.array(fc.constantFrom(...Object.values(WAYS), tagged), { minLength: 1, maxLength: 5 }))
  .map(([inner, ways]) => ways.reduce((one, way) => way(one), inner));

const TYPES = (root: TypeRoot['root']): TypeRoot[] => [{ name: 'T', root, direction: 'output' }];

function compile({ schema }: Case): { code: string; types: ReturnType<typeof modelTypes>; used: string[]; problems: unknown } {
  const { bundle, root } = bundleOf({ 'a.json': { ...schema, $defs: { Range: start.schema } } });
  const types = TYPES(root('a.json'));
  const { rules, problems } = readRefinements(bundle, root('a.json'), false, { typeName: 'T', types });
  const printing = new RulesPrinting();
  printing.name(rules, 'rules');
  const code = `export const rules: Refinements<T> = { ${printing.parts(rules).join(', ')} };\n${printing.constants.join('\n')}`;
  return { code, types: modelTypes(bundle, types), used: [...new Set(['T', ...printing.types])], problems };
}

const cases = fc.sample(anyCase, { numRuns: 300, seed: 11 });

test('a rule is found broken at its place, however its schema stands in others', () => {
  for (const one of cases) {
    const { code, problems } = compile(one);
    expect({ problems, schema: one.schema }).toEqual({ problems: [], schema: one.schema });
    const { rules } = evaluateCode(code, {}) as { rules: PlacedRules<unknown> };
    const checked = checkRules(rules, one.value);
    expect({ issues: checked.ok || checked.issues.map(({ path }) => path), schema: one.schema }).toEqual({
      issues: [one.path],
      schema: one.schema,
    });
  }
});

test.each([
  ['our printer', printTypes],
  ['json-schema-to-typescript', printTypesJstt],
] as const)(
  'what is printed is accepted by the strictest compiler, with the types of %s',
  async (_, print) => {
    const files: Record<string, string> = {};
    for (const [at, one] of cases.slice(0, 150).entries()) {
      const { code, types, used } = compile(one);
      const imports = `import type { PlacedRules, Refinements } from 'actionsmith/codegen/v1';\nexport type Used = PlacedRules<unknown>;\n`;
      files[`types-${at}.ts`] = await print(types);
      files[`rules-${at}.ts`] = `${imports}import type { ${used.join(', ')} } from './types-${at}.ts';\n${code}\n`;
    }
    const paths = { 'actionsmith/codegen/v1': [join(TOOLKIT, 'dist/types/runtime/validation/rules/rule.d.ts')] };
    expect(await compileTypes(files, paths)).toEqual([]);
  },
  60_000,
);
