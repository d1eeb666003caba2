import type { ObjectNode, TypeNode } from '../../model/types/type-node.ts';
import { cleanDocs } from '../code.ts';
import { printType } from '../types/print-type.ts';

type JsttSchema = Readonly<Record<string, unknown>>;

/**
 * A type of the model as a schema that json-schema-to-typescript prints as just this type. Where it would print something else (a reference
 * inlined, a tuple without optional items), or could be made to print text of the author as code, the type stands there in our own words.
 */
export function jsttSchema(type: TypeNode): JsttSchema {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type: type.kind };
    case 'literal':
      return isPlain(type.value) ? { enum: [type.value] } : verbatim(type);
    case 'array':
      return { type: 'array', items: jsttSchema(type.items) };
    case 'union':
      return type.of.every((member) => member.kind === 'literal' && isPlain(member.value))
        ? { enum: type.of.map((member) => (member.kind === 'literal' ? member.value : undefined)) }
        : { anyOf: type.of.map(jsttSchema) };
    case 'intersection':
      return { allOf: type.of.map(jsttSchema) };
    case 'object':
      return objectSchema(type);
    default:
      return verbatim(type);
  }
}

/** Documentation in the one form that becomes a comment and nothing else. */
export function jsttDocs(docs: readonly string[]): JsttSchema {
  const lines = cleanDocs(docs);
  return lines.length === 0 ? {} : { description: lines.join('\n') };
}

function objectSchema(type: ObjectNode): JsttSchema {
  const { properties, index } = type;
  const isEmpty = properties.length === 0 && index === null;
  if (isEmpty || properties.some(({ name }) => !PRINTABLE.test(name) || name in Object.prototype)) return verbatim(type);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(({ name, type: inner, docs }) => [name, { ...jsttSchema(inner), ...jsttDocs(docs) }])),
    required: properties.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: index === null ? false : jsttSchema(index),
  };
}

function verbatim(type: TypeNode): JsttSchema {
  return { tsType: printType(type, '', 'before brackets') };
}

/** What is quoted by JSON alone is not yet safe in code, and lone surrogates end that tool. */
const PRINTABLE = /^[\x20-\x7e]*$/;

function isPlain(value: unknown): boolean {
  return typeof value === 'string' ? PRINTABLE.test(value) : value === null || typeof value !== 'object';
}
