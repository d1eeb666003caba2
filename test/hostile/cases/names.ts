import { configCase, schemaCase, type HostileCase } from '../hostile-case.ts';

/** Names that JavaScript, TypeScript, a file system or our own code give a meaning. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
  'then',
  'default',
  'class',
  'await',
  'arguments',
  'eval',
  'undefined',
  'NaN',
  'Object',
  'Array',
  'Promise',
  'Record',
  'Validator',
  'createValidator',
  'TrainParams',
  'Root',
  'validate0',
  'schema',
  'data',
  'con',
  'index',
  'plugin',
  'types',
  '..',
  '.',
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  '👩‍👩‍👧',
  'ﬁ',
  'é',
  '\ud800',
  'a'.repeat(5000),
] as const;

const definition = (name: string): unknown => ({
  type: 'object',
  properties: { a: { $ref: `#/$defs/${encode(name)}` } },
  $defs: { [name]: { type: 'object', properties: { [name]: { type: 'integer' } } } },
});

function encode(name: string): string {
  return /\p{Surrogate}/u.test(name) ? name : encodeURIComponent(name); // half a character has no encoding
}

/** `JSON.stringify` of an object with a `__proto__` that is its own. */
function withKey(name: string, value: unknown): string {
  return `{${JSON.stringify(name)}:${JSON.stringify(value)}}`;
}

export const names: readonly HostileCase[] = NAMES.flatMap((name) => {
  const label = JSON.stringify(name.length > 40 ? `${name.slice(0, 10)}…` : name);
  return [
    schemaCase(`a property ${label}`, `{"type":"object","properties":${withKey(name, { type: 'integer', default: 1 })},"required":["b"]}`),
    schemaCase(`a required name ${label}`, { type: 'object', required: [name] }),
    schemaCase(`a definition ${label}`, definition(name)),
    schemaCase(`a reference to ${label}`, { type: 'object', properties: { a: { $ref: `#/${name}` } } }, 'error'),
    schemaCase(`a rule on ${label}`, {
      type: 'object',
      properties: { a: { type: 'object', properties: { b: {} } } },
      required: ['a'],
      'x-rules': [{ rule: `self.a.${name} == 1` }],
    }),
    schemaCase(`an enum value ${label}`, { $ref: '#/$defs/Mode', $defs: { Mode: { enum: [name, 'other'] } } }),
    schemaCase(`a default with ${label}`, `{"type":"object","properties":{"a":{"type":"object","default":${withKey(name, 1)}}}}`),
    configCase(`an action ${label}`, `{"name":"F","code":"f","actions":${withKey(name, {})}}`),
    configCase(`a step ${label}`, { name: 'F', code: 'f', actions: { train: { steps: [{ name }, { name: 'b', needs: [name] }] } } }),
  ];
});
