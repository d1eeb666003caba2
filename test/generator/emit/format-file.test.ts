import { expect, test } from 'vitest';
import { formatFile, formatOwned } from '../../../generator/emit/format-file.ts';

test("what becomes the author's is formatted in one style", async () => {
  expect(await formatFile('a.ts', "export const a : string='b'")).toBe('export const a: string = "b";\n');
});

test('an owned statement that both tools print alike stands as they print it', async () => {
  expect(await formatOwned('a.ts', "export const a : string='b'")).toBe('export const a: string = "b";\n');
});

test('before one that they print differently stands what keeps both away', async () => {
  const line = `export type LongName = First<${'A'.repeat(30)}> & Second<${'B'.repeat(20)}>;`;
  expect(await formatOwned('a.ts', `/** Doc. */\n${line}\nexport type B = 1;`)).toBe(
    `/** Doc. */\n// prettier-ignore\nexport type LongName = First<${'A'.repeat(30)}> &\n  Second<${'B'.repeat(20)}>;\nexport type B = 1;\n`,
  );
});

test('compiled code keeps both away everywhere, and is not cut into narrow lines', async () => {
  const call = `check(${'a'.repeat(100)});`;
  expect(await formatOwned('x/rules.ts', `const a=1\n${call}`)).toBe(`// prettier-ignore\nconst a = 1;\n// prettier-ignore\n${call}\n`);
});

test('megabytes of compiled code are not formatted', async () => {
  const large = `export const a : string="b";\nfunction   f( ) {\n${' if(1){\n}\n'.repeat(60_000)}}\n`;
  expect(await formatOwned('a/validators.ts', large)).toBe(
    large.replace('export', '// prettier-ignore\nexport').replace('function', '// prettier-ignore\nfunction'),
  );
});

test.each([
  ['short', ''],
  ['large', ';\n'.repeat(300_000)],
])('a %s file that does not parse is a bug of ours', async (_size, rest) => {
  await expect(formatOwned('validators.ts', `const = 1;\n${rest}`)).rejects.toThrow(
    /the generator wrote a file that does not parse, validators\.ts/,
  );
});

test('a large file of another kind is formatted', async () => {
  const large = `${JSON.stringify({ actions: Array.from({ length: 60_000 }, () => 'an action') }, null, 2)}\n`;
  expect(await formatOwned('ui-schema.json', large)).toBe(large);
  expect(await formatOwned('plugin.ts', "export const a : string='b';\n".repeat(30_000))).toBe(
    'export const a: string = "b";\n'.repeat(30_000),
  );
});
