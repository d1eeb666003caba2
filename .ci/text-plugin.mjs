// Files for the browser (*.client.js, *.client.css) and modules of Python are texts to us: they are written into a page, or to a file, as they are.
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const FILTER = /\.client\.(?:js|css)$|\.py$/;

export const textPlugin = {
  esbuild: () => ({
    name: 'texts',
    setup(build) {
      build.onLoad({ filter: FILTER }, async ({ path }) => ({ contents: await readFile(path, 'utf8'), loader: 'text' }));
    },
  }),
  vite: () => ({
    name: 'texts',
    enforce: 'pre',
    resolveId: (id, importer) => (FILTER.test(id) && importer ? `\0${resolve(dirname(importer), id)}.text` : undefined),
    load: async (id) =>
      id.startsWith('\0') && id.endsWith('.text') ? `export default ${JSON.stringify(await readFile(id.slice(1, -5), 'utf8'))}` : undefined,
  }),
};
