import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a module loads with it: the packages, and its own files, through everything that they import in turn. */
function loadedWith(entry: string): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const specifier of staticImports(readFileSync(join(root, file), 'utf8'))) {
      if (specifier.startsWith('.')) visit(relative(root, join(root, dirname(file), specifier)));
      else packages.add(specifier);
    }
  };
  visit(entry);
  return { files, packages };
}

/** Types are gone at run time, and `import()` waits until it is called. */
function staticImports(text: string): string[] {
  const found = text.matchAll(/^(?:import|export) (?!type\b)(?:[^;'"]*? from )?'([^']+)';/gm);
  return [...found].map(([, specifier]) => specifier!);
}

test.each(['runtime/index.ts', 'runtime/codegen/v1.ts', 'runtime/logging/index.ts'])(
  '%s loads Node’s own modules and nothing heavy',
  (entry) => {
    const { files, packages } = loadedWith(entry);
    expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual([]);
    expect([...files].filter((file) => /^(?:generator|runtime\/(?:ray|cli|otel))\//.test(file))).toEqual([]);
  },
);
