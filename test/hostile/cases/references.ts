import { configCase, HARMLESS_CONFIG, schemaCase, type HostileCase } from '../hostile-case.ts';

const refTo = (ref: string): HostileCase =>
  schemaCase(`a $ref to ${JSON.stringify(ref)}`, { type: 'object', properties: { a: { $ref: ref } } }, 'error');

const OUTSIDE = [
  '/etc/passwd',
  'file:///etc/passwd',
  'file:///proc/self/environ',
  'file:///dev/zero',
  '../../../../../../etc/passwd',
  '../secret/secret.json',
  '..%2fsecret%2fsecret.json',
  '%2e%2e/secret/secret.json',
  '%2e%2e%2fsecret%2fsecret.json',
  '..\\secret\\secret.json',
  'a/../../secret/secret.json',
  './/..//secret/secret.json',
  'file:..%2fsecret/secret.json',
  'file://localhost/etc/passwd',
  'file://evil.example/share/schema.json',
  '//evil.example/schema.json',
  'http://127.0.0.1:9/schema.json',
  'https://evil.example/schema.json',
  'http://169.254.169.254/latest/meta-data/',
  'ftp://evil.example/a.json',
  'data:application/json,{"type":"string"}',
  'javascript:globalThis.__HOSTILE__=1',
  'node:fs',
  'blob:nodedata:1',
  'http://[::1',
  'http://a b',
  'params.json\u0000.txt',
  '%00',
  '%ff%fe',
  '%',
  '#%',
  '#/%ff',
  '#/~2',
  '#/$defs/~',
  '#/properties/a/$ref',
  '#/__proto__',
  '#/constructor/prototype',
  '#/$defs/__proto__',
  '#/type',
  'params.json/../../secret/secret.json',
];

const linked = (name: string, links: Record<string, string>, ref = 'schemas/other.json'): HostileCase => ({
  name,
  files: { 'config.yaml': HARMLESS_CONFIG.replace('schemas/params.json', ref), 'schemas/params.json': '{"type":"object"}' },
  links,
  expect: 'error',
});

const pathOf = (path: string): HostileCase =>
  configCase(`a schema at ${JSON.stringify(path)}`, { name: 'F', code: 'f', actions: { train: { params: path } } }, 'error');

/** References, paths and links that lead out of the plugin, to a network, to nothing, or to what is no schema. */
export const references: readonly HostileCase[] = [
  ...OUTSIDE.map(refTo),
  ...OUTSIDE.slice(0, 27).map(pathOf),
  schemaCase(
    'an $id that makes relative references remote',
    {
      $id: 'https://evil.example/a/',
      type: 'object',
      properties: { a: { $ref: 'other.json' } },
    },
    'error',
  ),
  schemaCase(
    'an $id that makes relative references absolute files',
    {
      $id: 'file:///etc/',
      type: 'object',
      properties: { a: { $ref: 'passwd' } },
    },
    'error',
  ),
  schemaCase('an $id of a file that is there', { $id: 'file:///etc/passwd', type: 'object', properties: { a: { $ref: '#' } } }),
  schemaCase('a $schema that is remote', { $schema: 'https://evil.example/meta', type: 'object' }, 'error'),
  schemaCase('a $schema that is a file', { $schema: 'file:///etc/passwd', type: 'object' }, 'error'),
  schemaCase('a $vocabulary', { $vocabulary: { 'https://evil.example/v': true }, type: 'object' }),
  schemaCase('a reference to itself', { $ref: '#' }, 'error'),
  schemaCase('references in a circle', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }, 'error'),
  schemaCase('a circle through allOf', { $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } }, 'error'),
  schemaCase('a circle through not', { $ref: '#/$defs/a', $defs: { a: { not: { $ref: '#/$defs/a' } } } }, 'error'),
  schemaCase('a $dynamicRef to nothing', { type: 'object', properties: { a: { $dynamicRef: '#nothing' } } }, 'error'),
  schemaCase('two schemas with one $id', { $defs: { a: { $id: 'x:y' }, b: { $id: 'x:y' } }, type: 'object' }),
  linked('a link to a file outside', { 'schemas/other.json': '<secret>/secret.json' }),
  linked('a link to a folder outside', { schemas2: '<secret>' }, 'schemas2/secret.json'),
  linked('a link to /etc/passwd', { 'schemas/other.json': '/etc/passwd' }),
  linked('a link to /dev/zero', { 'schemas/other.json': '/dev/zero' }),
  linked('a link to /proc/self/environ', { 'schemas/other.json': '/proc/self/environ' }),
  linked('a link to itself', { 'schemas/other.json': 'other.json' }),
  linked('a folder that links to its parent', { 'schemas/up': '..' }, 'schemas/up/schemas/missing.json'),
  linked('two folders that link to each other', { 'schemas/a': '.', 'schemas/b': '..' }, 'schemas/pramas.json'),
  linked('a link that leads nowhere', { 'schemas/other.json': 'nothing.json' }),
  { ...linked('a link inside of the plugin', { 'schemas/other.json': 'params.json' }), expect: 'output' },
  { name: 'a config.yaml that is a link to a file outside', files: {}, links: { 'config.yaml': '<secret>/config.yaml' }, expect: 'error' },
  { name: 'a config.yaml that is a link to /dev/zero', files: {}, links: { 'config.yaml': '/dev/zero' }, expect: 'error' },
  { name: 'a config.yaml that is a folder', files: { 'config.yaml/a': '' }, expect: 'error' },
  {
    name: 'a generated folder that is a link to a folder outside',
    files: { 'schemas/params.json': '{}' },
    links: { generated: '<secret>' },
  },
  { name: 'a src folder that is a link to a folder outside', files: { 'schemas/params.json': '{}' }, links: { src: '<secret>' } },
  {
    name: 'a package.json that is a link to a file outside',
    files: { 'schemas/params.json': '{}' },
    links: { 'package.json': '<secret>/secret.json' },
  },
  {
    name: 'a tsconfig.json that extends a file outside',
    files: { 'schemas/params.json': '{}', 'tsconfig.json': '{"extends":"../secret/secret.json"}' },
    mayRead: 'secret/secret.json',
  },
];
