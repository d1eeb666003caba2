// Templates (*.hbs) are compiled when we build: the toolkit ships functions, and never compiles a template that it did not write.
import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';

const knownHelpers = { if: true, each: true, unless: true };

function compile(text) {
  const code = Handlebars.precompile(text, { noEscape: false, strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true });
  return `import runtime from 'handlebars/dist/cjs/handlebars.runtime.js';\nexport default runtime.default.template(${code});\n`;
}

export const handlebarsPlugin = {
  esbuild: () => ({
    name: 'handlebars-precompile',
    setup(build) {
      build.onLoad({ filter: /\.hbs$/ }, async ({ path }) => ({ contents: compile(await readFile(path, 'utf8')), loader: 'js' }));
    },
  }),
  vite: () => ({
    name: 'handlebars-precompile',
    enforce: 'pre',
    transform(text, id) {
      if (id.endsWith('.hbs')) return { code: compile(text), map: null };
    },
  }),
};
