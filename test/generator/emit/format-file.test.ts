import { expect, test } from 'vitest';
import { formatFile } from '../../../generator/emit/format-file.ts';

test('an emitted file is formatted', async () => {
  expect(await formatFile('a.ts', 'export const a : string="b"')).toBe("export const a: string = 'b';\n");
});

test('megabytes of compiled code are left as they are', async () => {
  const large = 'export const a : string="b";\n'.repeat(1) + 'if(1){\n}\n'.repeat(100_000);
  expect(await formatFile('a.ts', large)).toBe(large);
});

test.each([
  ['short', ''],
  ['large', ';\n'.repeat(300_000)],
])('a %s file that does not parse is a bug of ours', async (_size, rest) => {
  await expect(formatFile('a.ts', `const = 1;\n${rest}`)).rejects.toThrow(/the generator wrote a file that does not parse, a\.ts/);
});
