import { findTwin } from '../../../../runtime/validation/keywords/find-twin.ts';
import { isMultipleOf } from '../../../../runtime/validation/keywords/is-multiple-of.ts';
import type { Ajv2020, AjvModule, Code, KeywordCxt } from './ajv.ts';

/**
 * Two keywords of our own making: ajv divides in binary, where 19.99 is no multiple of 0.01, and compares every item with every other one,
 * which takes seconds for some thousand objects.
 */
export function addOwnKeywords({ _ }: AjvModule, ajv: Ajv2020): void {
  const helper = ({ gen }: KeywordCxt, ref: unknown, code: Code): Code => _`${gen.scopeValue('func', { ref, code })}`;
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    error: { message: '', params: ({ schemaCode }) => _`{ multipleOf: ${schemaCode} }` },
    code: (cxt) => cxt.pass(_`${helper(cxt, isMultipleOf, _`require("actionsmith").isMultipleOf`)}(${cxt.data}, ${cxt.schemaCode})`),
  });
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: '', params: ({ params }) => _`{ twins: ${params['twins']} }` },
    code(cxt) {
      if (cxt.schema !== true) return;
      const twins = cxt.gen.const('twins', _`${helper(cxt, findTwin, _`require("actionsmith").findTwin`)}(${cxt.data})`);
      cxt.setParams({ twins });
      cxt.pass(_`${twins} === undefined`);
    },
  });
}
