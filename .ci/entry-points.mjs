// The public entry points, by the one list of them: `exports` of package.json. Declarations mirror the source tree, so they tell the source.
import { readFileSync } from 'node:fs';

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** What a user imports, the source file behind it (from the root), and the name of its bundle in dist/. */
export const entryPoints = Object.entries(exports).flatMap(([path, target]) =>
  typeof target === 'string'
    ? []
    : [{ name: `actionsmith${path.slice(1)}`, source: sourceOf(target.types), bundle: bundleOf(target.default) }],
);

function sourceOf(types) {
  return types.replace('./dist/types/', '').replace(/\.d\.ts$/, '.ts');
}

function bundleOf(file) {
  return file.replace('./dist/', '').replace(/\.js$/, '');
}
