import { configCase, type HostileCase } from '../hostile-case.ts';

const HEAD = 'name: Fruit\ncode: fruit\n';
const ACTIONS = 'actions:\n  train: {}\n';
const bomb = (levels: number, width: number): string =>
  Array.from({ length: levels }, (_, at) => {
    const item = at === 0 ? 'lol' : `*a${at - 1}`;
    return `x-${at}: &a${at} [${Array.from({ length: width }, () => item).join(', ')}]\n`;
  }).join('');

/** Whole files; every one must be refused with a place. */
const REFUSED: Readonly<Record<string, string>> = {
  nothing: '',
  'only a comment': '# nothing\n',
  'only a document mark': '---\n',
  'two documents': `${HEAD}${ACTIONS}---\n${HEAD}${ACTIONS}`,
  'a key twice': `${HEAD}${HEAD}${ACTIONS}`,
  'an action twice': `${HEAD}actions:\n  train: {}\n  train: {}\n`,
  'a key twice in a flow map': `${HEAD}actions: { train: {}, train: {} }\n`,
  'a key twice, quoted and bare': `${HEAD}"name": Other\n${ACTIONS}`,
  'a merge key': `${HEAD}x-base: &base { name: A }\nactions:\n  train:\n    <<: *base\n`,
  'a merge key with a list': `${HEAD}x-base: &base { name: A }\nactions:\n  train:\n    <<: [*base, *base]\n`,
  'a merge bomb': `${HEAD}${ACTIONS}x: &a {b: 1}\ny:\n${'  <<: *a\n'.repeat(2000)}`,
  'an alias bomb': `${HEAD}${ACTIONS}${bomb(9, 9)}`,
  'a deep alias bomb': `${HEAD}${ACTIONS}${bomb(40, 2)}`,
  'an alias to what contains it': `${HEAD}x-a: &a [*a]\n${ACTIONS}`,
  'an alias to nothing': `${HEAD}x-a: *nothing\n${ACTIONS}`,
  'a tag of JavaScript': `${HEAD}x-a: !!js/function 'function(){ globalThis.__HOSTILE__=1 }'\n${ACTIONS}`,
  'a tag of a regular expression': `${HEAD}x-a: !!js/regexp /a/\n${ACTIONS}`,
  'a tag of Python': `${HEAD}x-a: !!python/object/apply:os.system ['touch /tmp/hostile']\n${ACTIONS}`,
  'a tag of Ruby': `${HEAD}x-a: !ruby/object:Gem::Installer {}\n${ACTIONS}`,
  'a tag of its own': `${HEAD}x-a: !env HOME\n${ACTIONS}`,
  'a tag that includes a file': `${HEAD}x-a: !include /etc/passwd\n${ACTIONS}`,
  'a tag directive': `%TAG ! tag:evil.example,2000:\n---\n${HEAD}x-a: !a b\n${ACTIONS}`,
  'a binary value': `${HEAD}x-a: !!binary aGVsbG8=\n${ACTIONS}`,
  'a set': `${HEAD}x-a: !!set { a, b }\n${ACTIONS}`,
  'an ordered map': `${HEAD}x-a: !!omap [a: 1]\n${ACTIONS}`,
  'a key that is a map': `${HEAD}? { a: 1 }\n: b\n${ACTIONS}`,
  'a key that is a list': `${HEAD}? [a]\n: b\n${ACTIONS}`,
  'a key that is null': `${HEAD}? \n: b\n${ACTIONS}`,
  'a key __proto__': `${HEAD}__proto__: { polluted: true }\n${ACTIONS}`,
  'a key __proto__ deep inside': `${HEAD}actions:\n  train:\n    x-a: [{ __proto__: { polluted: true } }]\n`,
  'an action __proto__': `${HEAD}actions:\n  __proto__: { entrypoint: 'a:B' }\n`,
  'an action constructor with a prototype': `${HEAD}actions:\n  constructor: { prototype: { polluted: true } }\n`,
  'a number without end': `${HEAD}x-a: .inf\n${ACTIONS}`,
  'a number that is none': `${HEAD}x-a: .nan\n${ACTIONS}`,
  'a tab for indentation': `${HEAD}actions:\n\ttrain: {}\n`,
  'a quote that never ends': `${HEAD}x-a: "never\n${ACTIONS}`,
  'a bracket that never ends': `${HEAD}x-a: [1, 2\n${ACTIONS}`,
  'a block that is indented wrongly': `${HEAD}actions:\n  train: {}\n infer: {}\n`,
  'lists 10,000 deep': `${HEAD}x-a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n${ACTIONS}`,
  'maps 10,000 deep': `${HEAD}x-a: ${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}\n${ACTIONS}`,
  'brackets 100,000 deep that never end': `${HEAD}x-a: ${'['.repeat(100_000)}\n`,
  'block lists 3,000 deep': `${HEAD}x-a:\n  ${'- '.repeat(3000)}a\n${ACTIONS}`,
  'two megabytes': `${HEAD}x-a: "${'a'.repeat(2 * 1024 * 1024)}"\n${ACTIONS}`,
  '220,000 items': `${HEAD}x-a: [${'1,'.repeat(220_000)}]\n${ACTIONS}`,
  'a NUL': `${HEAD}x-a: "a\u0000b\n`,
  'bytes that are no UTF-8': `${HEAD}x-a: \udcff\n\u0001%:%::[{`,
  'a list': '- a\n- b\n',
  'a text': 'just text\n',
  'a number': '42\n',
};

/** Whole files that say odd things in a lawful way. */
const HARMLESS: Readonly<Record<string, string>> = {
  'an alias': `${HEAD}x-a: &a [1]\nx-b: *a\n${ACTIONS}`,
  'an alias of a schema': `${HEAD}actions:\n  train:\n    params: &p { type: object }\n    result: *p\n`,
  'a byte order mark': `\ufeff${HEAD}${ACTIONS}`,
  'line ends of Windows': `${HEAD}${ACTIONS}`.replaceAll('\n', '\r\n'),
  'a version directive': `%YAML 1.2\n---\n${HEAD}${ACTIONS}`,
  'words that old YAML takes for true': `${HEAD}actions:\n  train: { result: { type: object, properties: { yes: {}, no: {}, on: {}, off: {} } } }\n`,
  'numbers for keys': `${HEAD}actions:\n  train: { result: { type: object, properties: { 1: {}, 0x10: {}, 1e3: {} } } }\n`,
  'an alias 50 times': `${HEAD}x-a: &a [1]\nx-b: [${Array.from({ length: 50 }, () => '*a').join(', ')}]\n${ACTIONS}`,
  'a long comment': `${HEAD}# ${'a'.repeat(100_000)}\n${ACTIONS}`,
};

export const yaml: readonly HostileCase[] = [
  ...Object.entries(REFUSED).map(([name, text]) => configCase(`YAML: ${name}`, text, 'error')),
  ...Object.entries(HARMLESS).map(([name, text]) => configCase(`YAML: ${name}`, text, 'output')),
];
