import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { toolkitEntries, toolkitRoot } from '../../runtime/discovery/toolkit-entries.ts';

test('every entry point of the package has a file in this copy of it', () => {
  const entries = toolkitEntries();
  expect([...entries.values()].filter((file) => !existsSync(file))).toEqual([]);
  expect(relative(toolkitRoot(), entries.get('actionsmith') ?? '')).toBe('runtime/index.ts');
  expect(relative(toolkitRoot(), entries.get('actionsmith/codegen/v1') ?? '')).toBe('runtime/codegen/v1.ts');
});
