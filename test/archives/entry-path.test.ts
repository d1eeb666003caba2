import * as fc from 'fast-check';
import { join, relative, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { readEntryPath } from '../../runtime/archives/entry-path.ts';

const part = fc.oneof(
  fc.constantFrom('..', '.', '', 'a', 'A', '...', '.. ', 'C:', 'c:x', '~', '%2e%2e', 'NUL'),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ maxLength: 6 }),
);
const name = fc.array(part, { maxLength: 6 }).chain((parts) => fc.constantFrom('/', '\\').map((separator) => parts.join(separator)));

test('whatever an entry is called, it is refused or lies below its folder, on every system', () => {
  fc.assert(
    fc.property(name, (text) => {
      let path: readonly string[];
      try {
        path = readEntryPath(text);
      } catch (error) {
        expect((error as { code?: string }).code).toBe('ARCHIVE_ENTRY_REFUSED');
        return;
      }
      const inside = relative('/base', join('/base', ...path));
      expect(inside).toBe(path.join('/'));
      expect(win32.relative('C:\\base', win32.resolve('C:\\base', ...path))).not.toMatch(/^\.\.(?:\\|$)/);
      expect(win32.isAbsolute(path.join('\\'))).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test('a plain path is its parts', () => {
  expect(readEntryPath('./model//weights/best.pt')).toEqual(['model', 'weights', 'best.pt']);
  expect(readEntryPath('./')).toEqual([]);
  expect(readEntryPath('2024-01-01T10:00:00.bin')).toEqual(['2024-01-01T10:00:00.bin']);
});
