// Builds dist/: one bundle a public entry point with shared chunks (so that CLI and library are one copy), the runtime once more as a module a file for
// whoever bundles it again (what is not used is left out by whole modules), and the declarations.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { backendPartOptions, pipelineDriverOptions } from './backend-part.mjs';
import { entryPoints } from './entry-points.mjs';
import { handlebarsPlugin } from './handlebars-plugin.mjs';
import { modulesPlugin } from './modules-plugin.mjs';
import { textPlugin } from './text-plugin.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const modules = {
  cli: 'generator/cli/main.ts',
  'read-zod-host': 'generator/read/zod/child/host.ts', // bundled again too
  'read-zod': 'generator/read/zod/child/answer.ts', // bundled again with an author's module, and run in a process of its own
  ...Object.fromEntries(entryPoints.map(({ bundle, source }) => [bundle, source])),
};

// Beside dist/, at the same depth, and then in its place: a build that fails leaves the last one, and one that runs is not pulled away.
const out = 'dist.new';
rmSync(join(root, out), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: Object.entries(modules).map(([out, path]) => ({ out, in: path })),
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
  plugins: [handlebarsPlugin.esbuild(), textPlugin.esbuild()],
  logLevel: 'warning',
});
await build({
  absWorkingDir: root,
  entryPoints: globSync(['runtime/**/*.ts', 'generated/**/*.ts'], { cwd: root, ignore: ['**/*.d.ts'] }),
  outdir: join(out, 'modules'),
  outbase: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  sourcesContent: false,
  packages: 'external',
  plugins: [modulesPlugin, textPlugin.esbuild()],
  logLevel: 'warning',
});
await build({ ...backendPartOptions(root), outfile: join(out, 'backend-part.mjs') });
await build({ ...pipelineDriverOptions(root), outfile: join(out, 'pipeline-driver.mjs') });
chmodSync(join(root, out, 'cli.js'), 0o755);
cpSync(join(root, 'runtime/ray/task/shim'), join(root, out, 'task-shim'), { recursive: true });
cpSync(join(root, 'runtime/serve/shim'), join(root, out, 'serve-shim'), { recursive: true });
// The judge of patterns, without the Java archive and the native programs that its package would bring.
copyFileSync(join(root, 'node_modules/recheck/lib/browser.js'), join(root, out, 'recheck.cjs'));

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', '.ci/tsconfig.build.json', '--outDir', `${out}/types`], {
  cwd: root,
  stdio: 'inherit',
});
if (status === 0) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(join(root, out), join(root, 'dist'));
}
process.exitCode = status ?? 1;
