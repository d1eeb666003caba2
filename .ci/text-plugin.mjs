// Files for the browser (*.client.js, *.client.css) are texts to us: they are written into a page as they are.
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const FILTER = /\.client\.(?:js|css)$/;

export const textPlugin = {
  esbuild: () => ({
    name: 'client-text',
    setup(build) {
      build.onLoad({ filter: FILTER }, async ({ path }) => ({ contents: await readFile(path, 'utf8'), loader: 'text' }));
    },
  }),
  vite: () => ({
    name: 'client-text',
    enforce: 'pre',
    resolveId: (id, importer) => (FILTER.test(id) && importer ? `\0${resolve(dirname(importer), id)}.text` : undefined),
    load: async (id) =>
      id.startsWith('\0') && id.endsWith('.text') ? `export default ${JSON.stringify(await readFile(id.slice(1, -5), 'utf8'))}` : undefined,
  }),
};
