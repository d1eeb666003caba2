import { assertedFormats } from '../../model/schema/formats.ts';
import { rewriteFunctions } from './rewrite-functions.ts';

const HELPERS: Readonly<Record<string, string>> = {
  equal: 'equal',
  ucs2length: 'ucs2length',
  isMultipleOf: 'isMultipleOf',
  countStep: 'countStep',
  findTwin: 'findTwin',
};

/**
 * Compiled code as an ES module: what it would `require` is named in `imports` instead (ajv's own ESM output still has `require` in it), and
 * what runs when the module loads is marked as free of effects, so that a bundler drops the validators nobody uses.
 */
export function hoistRequires(code: string): { code: string; imports: string[] } {
  const imports = new Set<string>();
  const rewritten = rewriteFunctions(code);
  if (rewritten.includes('addError(')) imports.add('addError');
  const hoisted = rewritten
    .replace(/^"use strict";\n?/, '')
    .replace(/require\("(?:ajv\/dist\/runtime\/(\w+)"\)\.default|actionsmith"\)\.(\w+))/g, (_all, theirs?: string, ours?: string) => {
      const name = theirs ?? ours ?? '';
      return noted(imports, HELPERS[name] ?? missing(name));
    })
    .replace(/^const (formats\d+) = formats(?:\.([\w$]+)|\["([^"]+)"\]);$/gm, (_all, local: string, bare?: string, quoted?: string) => {
      const name = bare ?? quoted ?? '';
      return `const ${local} = ${noted(imports, assertedFormats[name] ?? missing(name))};`;
    })
    .replace(/^(const pattern\d+ = )(?=new RegExp\()/gm, '$1/* @__PURE__ */ ')
    .replace(/^(const obj\d+ = )(?=new Set\()/gm, '$1/* @__PURE__ */ ')
    .replace(/^const (?:schema|obj)\d+ = .*$/gm, withOwnKeys);
  if (/\brequire\(/.test(withoutStrings(hoisted))) missing('require');
  return { code: freeOfEffects(hoisted), imports: [...imports].sort() };
}

/** In a literal `"__proto__": …` sets the prototype; `["__proto__"]: …` is the key that the schema means. */
function withOwnKeys(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"(?=:)/g, (key) => (key === '"__proto__"' ? `[${key}]` : key));
}

function noted(imports: Set<string>, name: string): string {
  imports.add(name);
  return name;
}

function missing(name: string): never {
  throw new Error(`compiled validators need a helper that the runtime does not have: ${name}`);
}

/**
 * What a function evaluated is noted on the function when the module loads, which keeps a bundler from dropping it: a constant of its own
 * does the same. Functions that are called through an object (they were not compiled yet) are called by name.
 */
function freeOfEffects(code: string): string {
  const called = new Map<string, string>();
  const direct = code.replace(/^const ((?:wrapper|root)\d+) = \{validate: (validate\d+)\};\n?/gm, (_all, object: string, name: string) => {
    called.set(`${object}.validate`, name);
    return '';
  });
  return outsideStrings(direct, (part) =>
    part
      .replace(/\b(?:wrapper|root)\d+\.validate\b/g, (call) => called.get(call) ?? missing(call))
      .replace(/^(validate\d+)\.evaluated = /gm, 'const $1_evaluated = ')
      .replace(/\b(validate\d+)\.evaluated\b/g, '$1_evaluated'),
  );
}

const STRING = /("(?:[^"\\]|\\.)*")/;

function outsideStrings(code: string, replace: (part: string) => string): string {
  return code
    .split(STRING)
    .map((part, at) => (at % 2 === 0 ? replace(part) : part))
    .join('');
}

function withoutStrings(code: string): string {
  return code
    .split(STRING)
    .filter((_part, at) => at % 2 === 0)
    .join('');
}
