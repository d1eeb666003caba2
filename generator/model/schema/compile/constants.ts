import type { AjvModule, KeywordCxt, Name } from './ajv.ts';

/** A constant of the module that holds `value`, or the set of its items; the same for equal values. */
export function constant({ _, stringify }: AjvModule, { gen }: KeywordCxt, value: unknown, form: 'value' | 'set' = 'value'): Name {
  const key = `${form} ${JSON.stringify(value)}`;
  if (form === 'value') return gen.scopeValue('obj', { key, ref: value, code: stringify(value) });
  return gen.scopeValue('obj', { key, ref: new Set(value as unknown[]), code: _`new Set(${stringify(value)})` });
}

/** A function of our runtime that compiled code calls. */
export function helper({ _, getProperty }: AjvModule, { gen }: KeywordCxt, name: string, ref: unknown): Name {
  return gen.scopeValue('func', { ref, code: _`require("actionsmith")${getProperty(name)}` });
}
