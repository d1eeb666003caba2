import { generate } from 'actionsmith/generator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePlugin, writeIn } from '../../../support/make-plugin.ts';

const CONFIG = `
name: Hooks
code: hooks
version: 0.1.0
category: custom
actions:
  one:
    params: { type: object, properties: { a: { type: integer } }, x-validate: [src/validators.ts#checkA, src/validators.ts#checkBoth] }
  two:
    params: { type: object, properties: { b: { type: integer } }, x-validate: src/validators.ts#checkBoth }
`;

const STUBS = `import { type HookResult, unfilled } from "actionsmith";
import type { OneParams } from "../generated/one/types.js";
import type { TwoParams } from "../generated/two/types.js";

/** Looks at a value that fits its schema, defaults filled in. Gives what is wrong: [{ path: ['field'], message: 'must …' }]; or nothing. May be async. */
export function checkA(_value: OneParams): HookResult {
  return unfilled("checkA()");
}

/** Looks at a value that fits its schema, defaults filled in. Gives what is wrong: [{ path: ['field'], message: 'must …' }]; or nothing. May be async. */
export function checkBoth(_value: OneParams | TwoParams): HookResult {
  return unfilled("checkBoth()");
}
`;

test('the hooks that a contract names are written once, typed, and then the author’s', async () => {
  const folder = makePlugin({ 'config.yaml': CONFIG, 'package.json': { name: 'hooks', type: 'module' } });
  await generate({ plugin: folder });
  expect(readFileSync(join(folder, 'src/validators.ts'), 'utf8')).toBe(STUBS);
  writeIn(folder, 'src/validators.ts', '// mine\n');
  await generate({ plugin: folder });
  expect(readFileSync(join(folder, 'src/validators.ts'), 'utf8')).toBe('// mine\n');
});
