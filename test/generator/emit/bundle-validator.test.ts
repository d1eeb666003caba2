import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleValidator } from '../../../generator/emit/validators/index.ts';
import { bundleOf } from '../../support/schemas.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'validator-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 2, default: 'anna', format: 'email' },
    tags: { uniqueItems: true },
    price: { multipleOf: 0.01 },
  },
  required: ['name'],
};

test('a bundled validator runs in a folder with nothing beside it', async () => {
  const { bundle, root } = bundleOf({ 'fruit.json': SCHEMA });
  writeFileSync(join(folder, 'check.mjs'), await bundleValidator(bundle, root('fruit.json')));
  const script = `
    import validate from './check.mjs';
    const values = [{ name: 'ab', price: 19.99 }, { name: '\\u{1F600}' }, {}, null];
    console.log(JSON.stringify(values.map((value) => [validate(value), validate.errors])));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' });
  expect(readdirSync(folder)).toEqual(['check.mjs']);
  expect(JSON.parse(output)).toEqual([
    [true, []],
    [false, [{ path: ['name'], message: 'must have at least 2 characters (got "\u{1F600}")', keyword: 'minLength' }]],
    [false, [{ path: ['name'], message: 'is required', keyword: 'required' }]],
    [false, [{ path: [], message: 'must be an object (got null)', keyword: 'type' }]],
  ]);
});

async function verdict(code: string): Promise<boolean> {
  const module: unknown = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  return (module as { default: (value: unknown) => boolean }).default('x');
}

test('to the specification a format is a note, unless it is asked for', async () => {
  const { bundle, root } = bundleOf({ 'fruit.json': { format: 'ipv4' } });
  const [noted, asserted] = await Promise.all([
    bundleValidator(bundle, root('fruit.json')),
    bundleValidator(bundle, root('fruit.json'), { assertFormats: true }),
  ]);
  expect([await verdict(noted), await verdict(asserted)]).toEqual([true, false]);
});

test('a large validator is not laid out, whatever its properties are called', async () => {
  const properties = Object.fromEntries(
    Array.from({ length: 1500 }, (_, at) => [at % 2 === 0 ? `import${at}` : `from${at}`, { type: 'string' }]),
  );
  const { bundle, root } = bundleOf({ 'large.json': { type: 'object', properties: { ...properties, import: { type: 'string' } } } });
  const text = await bundleValidator(bundle, root('large.json'));
  expect(text.match(/^ {2,}/gm) ?? []).toEqual([]);
  const { default: validate } = (await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)) as {
    default: ((value: unknown) => boolean) & { errors: readonly { readonly message: string }[] };
  };
  expect([validate({ import: 'a' }), validate({ import: 1 })]).toEqual([true, false]);
  expect(validate.errors.map(({ message }) => message)).toEqual(['must be a string (got 1)']);
});
