import { assertedFormats } from '../../model/schema/formats.ts';

const HELPERS: Readonly<Record<string, string>> = {
  equal: 'equal',
  ucs2length: 'ucs2length',
  isMultipleOf: 'isMultipleOf',
  findTwin: 'findTwin',
};

/**
 * Compiled code as an ES module: what it would `require` is named in `imports` instead (ajv's own ESM output still has `require` in it), and
 * what runs when the module loads is marked as free of effects, so that a bundler drops the validators nobody uses.
 */
export function hoistRequires(code: string): { code: string; imports: string[] } {
  const imports = new Set<string>();
  const hoisted = code
    .replace(/^"use strict";\n?/, '')
    .replace(/require\("(?:ajv\/dist\/runtime\/(\w+)"\)\.default|actionsmith"\)\.(\w+))/g, (_all, theirs?: string, ours?: string) => {
      const name = theirs ?? ours ?? '';
      return noted(imports, HELPERS[name] ?? missing(name));
    })
    .replace(/^const (formats\d+) = formats(?:\.([\w$]+)|\["([^"]+)"\]);$/gm, (_all, local: string, bare?: string, quoted?: string) => {
      const name = bare ?? quoted ?? '';
      return `const ${local} = ${noted(imports, assertedFormats[name] ?? missing(name))};`;
    })
    .replace(/^(const pattern\d+ = )(?=new RegExp\()/gm, '$1/* @__PURE__ */ ');
  if (/\brequire\(/.test(withoutStrings(hoisted))) missing('require');
  return { code: hoisted, imports: [...imports].sort() };
}

function noted(imports: Set<string>, name: string): string {
  imports.add(name);
  return name;
}

function missing(name: string): never {
  throw new Error(`compiled validators need a helper that the runtime does not have: ${name}`);
}

function withoutStrings(code: string): string {
  return code.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}
