import { findTwin } from '../../../../runtime/validation/keywords/find-twin.ts';
import { isMultipleOf } from '../../../../runtime/validation/keywords/is-multiple-of.ts';
import type { Ajv2020, AjvModule, Code, KeywordCxt } from './ajv.ts';

/** The keyword that holds the defaults of an object's properties; no author can write it. */
export const FILL = 'actionsmith:fill';

/**
 * Keywords of our own making. ajv divides in binary, where 19.99 is no multiple of 0.01; it compares every item with every other one, which
 * takes seconds for some thousand objects; and it takes what every object inherits (`constructor`) for a property that needs no default.
 */
export function addOwnKeywords({ _, stringify }: AjvModule, ajv: Ajv2020): void {
  const helper = ({ gen }: KeywordCxt, ref: unknown, code: Code): Code => _`${gen.scopeValue('func', { ref, code })}`;
  const fresh = (value: unknown): Code => {
    const text = JSON.stringify(value);
    return text.includes('__proto__') ? _`JSON.parse(${text})` : stringify(value); // a literal would set the prototype
  };
  ajv.addKeyword({
    keyword: FILL,
    type: 'object',
    schemaType: 'object',
    before: 'maxProperties',
    code({ gen, data, schema }) {
      for (const [name, value] of Object.entries(schema as Readonly<Record<string, unknown>>)) {
        gen.if(_`!Object.hasOwn(${data}, ${name}) || ${data}[${name}] === undefined`, _`${data}[${name}] = ${fresh(value)}`);
      }
    },
  });
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
