import { equal } from '../../../../runtime/validation/keywords/equal.ts';
import { ucs2length } from '../../../../runtime/validation/keywords/ucs2-length.ts';
import { findTwin } from '../../../../runtime/validation/keywords/find-twin.ts';
import { isMultipleOf } from '../../../../runtime/validation/keywords/is-multiple-of.ts';
import type { Ajv2020, AjvModule, Code, KeywordCxt } from './ajv.ts';
import { constant, helper } from './constants.ts';

/** Up to as many choices are compared one by one. */
const MOST_COMPARED = 8;

/**
 * Keywords of our own making. ajv divides in binary, where 19.99 is no multiple of 0.01; it compares every item with every other one, which
 * takes seconds for some thousand objects; it counts the characters of a text twice that is short enough in any case; and it takes choices
 * from a copy of the schema that then has to lie beside the code.
 */
export function addValueKeywords(module: AjvModule, ajv: Ajv2020): void {
  const { _, or, stringify } = module;
  const replace = (definition: Parameters<Ajv2020['addKeyword']>[0] & { keyword: string }): void => {
    ajv.removeKeyword(definition.keyword);
    ajv.addKeyword(definition);
  };
  replace({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    error: { message: '', params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}` },
    code: (cxt) => cxt.pass(_`${helper(module, cxt, 'isMultipleOf', isMultipleOf)}(${cxt.data}, ${cxt.schemaCode})`),
  });
  replace({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: '', params: ({ params }) => _`{twins: ${params['twins']}}` },
    code(cxt) {
      if (cxt.schema !== true) return;
      const twins = cxt.gen.const('twins', _`${helper(module, cxt, 'findTwin', findTwin)}(${cxt.data})`);
      cxt.setParams({ twins });
      cxt.pass(_`${twins} === undefined`);
    },
  });
  const limited = {
    type: 'string',
    schemaType: 'number',
    error: { message: '', params: ({ schemaCode }: { schemaCode: unknown }) => _`{limit: ${schemaCode as Code}}` },
  } as const;
  const characters = (cxt: KeywordCxt): Code => _`${helper(module, cxt, 'ucs2length', ucs2length)}(${cxt.data})`;
  // A text has at most as many characters as code units, and at least half as many.
  replace({
    ...limited,
    keyword: 'maxLength',
    before: 'pattern',
    code: (cxt) => cxt.fail(_`${cxt.data}.length > ${cxt.schemaCode} && ${characters(cxt)} > ${cxt.schemaCode}`),
  });
  replace({
    ...limited,
    keyword: 'minLength',
    before: 'pattern',
    code: (cxt) =>
      cxt.fail(
        cxt.schema > 1
          ? _`${cxt.data}.length < ${2 * cxt.schema} && ${characters(cxt)} < ${cxt.schemaCode}`
          : _`${cxt.data}.length < ${cxt.schemaCode}`,
      ),
  });
  const isChoice = (cxt: KeywordCxt, choice: unknown): Code =>
    !isPlain(choice)
      ? _`${helper(module, cxt, 'equal', equal)}(${cxt.data}, ${constant(module, cxt, choice)})`
      : _`${cxt.data} === ${stringify(choice)}`;
  replace({
    keyword: 'const',
    before: 'not',
    error: { message: '', params: (cxt) => _`{allowedValue: ${stringify(cxt.schema)}}` },
    code: (cxt) => cxt.pass(isChoice(cxt, cxt.schema)),
  });
  replace({
    keyword: 'enum',
    before: 'not',
    schemaType: 'array',
    error: { message: '', params: (cxt) => _`{allowedValues: ${constant(module, cxt as KeywordCxt, cxt.schema)}}` },
    code(cxt) {
      const choices = cxt.schema as readonly unknown[];
      const plain = choices.filter(isPlain);
      const inSet = plain.length > MOST_COMPARED;
      const compared = choices.filter((choice) => !inSet || !isPlain(choice)).map((choice) => isChoice(cxt, choice));
      if (inSet) compared.unshift(_`${constant(module, cxt, plain, 'set')}.has(${cxt.data})`);
      cxt.pass(compared.length === 0 ? _`false` : or(...compared));
    },
  });
}

/** Compared by `===`. */
function isPlain(choice: unknown): boolean {
  return choice === null || typeof choice !== 'object';
}
