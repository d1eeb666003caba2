import { join } from 'node:path';
import esbuildPlugin from 'actionsmith/esbuild';
import rolldownPlugin from 'actionsmith/rolldown';
import rollupPlugin from 'actionsmith/rollup';
import vitePlugin from 'actionsmith/vite';
import webpackPlugin from 'actionsmith/webpack';
import * as esbuild from 'esbuild';
import * as rolldown from 'rolldown';
import * as rollup from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';
import { type BuildError, type BuildLane, type Built, readBundle } from './build-lane.ts';

const entryOf = (folder: string): string => join(folder, 'main.js');
const bundleOf = (folder: string): string => join(folder, 'dist/bundle.js');
const done = (folder: string): Built => ({ code: readBundle(bundleOf(folder)), errors: [] });

/** Rollup's kind of error, and the list of them that Rolldown throws. */
function asRollup(thrown: unknown): Built {
  const { errors } = thrown as { errors?: readonly unknown[] };
  const all = (errors ?? [thrown]) as { message: string; id?: string; loc?: { file?: string; line?: number } }[];
  return { code: '', errors: all.map(({ message, id, loc }) => ({ text: message, file: loc?.file ?? id, line: loc?.line })) };
}

async function attempt(folder: string, build: () => Promise<unknown>): Promise<Built> {
  try {
    await build();
    return done(folder);
  } catch (thrown) {
    return asRollup(thrown);
  }
}

interface Watcher {
  on(
    event: 'event',
    listener: (event: { readonly code: string; readonly error?: unknown; readonly result?: { close(): unknown } | null }) => void,
  ): unknown;
  close(): unknown;
}

function follow(watcher: Watcher, folder: string, onBuilt: (built: Built) => void): () => Promise<void> {
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') onBuilt(done(folder));
    else if (event.code === 'ERROR') onBuilt(asRollup(event.error));
    void event.result?.close();
  });
  return async () => void (await watcher.close());
}

const json = { name: 'json', transform: (code: string, id: string) => (id.endsWith('.json') ? `export default ${code}` : undefined) };

const rollupLane: BuildLane = {
  name: 'rollup',
  build: (folder, options) =>
    attempt(folder, async () => {
      const bundle = await rollup.rollup({ input: entryOf(folder), plugins: [rollupPlugin(inside(folder, options)), json] });
      await bundle.write({ file: bundleOf(folder) });
    }),
  watch: async (folder, options, onBuilt) => {
    const plugins = [rollupPlugin(inside(folder, options)), json];
    return follow(rollup.watch({ input: entryOf(folder), plugins, output: { file: bundleOf(folder) } }) as Watcher, folder, onBuilt);
  },
};

const rolldownLane: BuildLane = {
  name: 'rolldown',
  build: (folder, options) =>
    attempt(folder, () =>
      rolldown.build({
        input: entryOf(folder),
        cwd: folder,
        plugins: [rolldownPlugin(inside(folder, options))],
        output: { file: bundleOf(folder) },
      }),
    ),
  watch: async (folder, options, onBuilt) => {
    const plugins = [rolldownPlugin(inside(folder, options))];
    return follow(
      rolldown.watch({ input: entryOf(folder), cwd: folder, plugins, output: { file: bundleOf(folder) } }) as Watcher,
      folder,
      onBuilt,
    );
  },
};

const viteConfig = (folder: string, options: object, watch: boolean): vite.InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'silent',
  plugins: [vitePlugin(options)],
  build: {
    ...(watch && { watch: {} }),
    outDir: join(folder, 'dist'),
    emptyOutDir: false,
    minify: false,
    rollupOptions: { input: entryOf(folder), output: { entryFileNames: 'bundle.js' } },
  },
});

const viteLane: BuildLane = {
  name: 'vite',
  build: (folder, options) => attempt(folder, () => vite.build(viteConfig(folder, options, false))),
  watch: async (folder, options, onBuilt) =>
    follow((await vite.build(viteConfig(folder, options, true))) as unknown as Watcher, folder, onBuilt),
};

const esbuildErrors = (errors: readonly esbuild.Message[], folder: string): BuildError[] =>
  errors.map(({ text, location }) => ({ text, file: location ? join(folder, location.file) : undefined, line: location?.line }));

const esbuildOptions = (folder: string, options: object): esbuild.BuildOptions => ({
  absWorkingDir: folder,
  entryPoints: ['main.js'],
  outfile: bundleOf(folder),
  bundle: true,
  logLevel: 'silent',
  plugins: [esbuildPlugin(options)],
});

const esbuildLane: BuildLane = {
  name: 'esbuild',
  build: async (folder, options) => {
    try {
      await esbuild.build(esbuildOptions(folder, options));
      return done(folder);
    } catch (thrown) {
      return { code: '', errors: esbuildErrors((thrown as esbuild.BuildFailure).errors, folder) };
    }
  },
  watch: async (folder, options, onBuilt) => {
    const base = esbuildOptions(folder, options);
    const tell: esbuild.Plugin = {
      name: 'tell',
      setup: (build) =>
        build.onEnd(({ errors }) => onBuilt(errors.length > 0 ? { code: '', errors: esbuildErrors(errors, folder) } : done(folder))),
    };
    const context = await esbuild.context({ ...base, plugins: [...base.plugins!, tell] });
    await context.watch();
    return () => context.dispose();
  },
};

const webpackOf = (folder: string, options: object): webpack.Compiler =>
  webpack({
    context: folder,
    mode: 'development',
    devtool: false,
    entry: './main.js',
    output: { path: join(folder, 'dist'), filename: 'bundle.js' },
    plugins: [webpackPlugin(options)],
  })!;

function asWebpack(stats: webpack.Stats, folder: string): Built {
  const { errors } = stats.compilation as unknown as { errors: { message: string; file?: string; loc?: { start?: { line: number } } }[] };
  return errors.length === 0
    ? done(folder)
    : { code: '', errors: errors.map(({ message, file, loc }) => ({ text: message, file, line: loc?.start?.line })) };
}

const webpackLane: BuildLane = {
  name: 'webpack',
  build: (folder, options) =>
    new Promise((resolve, reject) => {
      const compiler = webpackOf(folder, options);
      compiler.run((error, stats) => compiler.close(() => (stats ? resolve(asWebpack(stats, folder)) : reject(error))));
    }),
  watch: async (folder, options, onBuilt) => {
    const watching = webpackOf(folder, options).watch({ aggregateTimeout: 20 }, (_, stats) => stats && onBuilt(asWebpack(stats, folder)));
    return () => new Promise((resolve) => watching!.close(() => resolve()));
  },
};

/** Bundlers that know no folder of their own take that of the process: here the root is said in full. */
function inside(folder: string, options: { readonly root?: string }): { readonly root: string } {
  return { ...options, root: join(folder, options.root ?? '.') };
}

export const buildLanes: readonly BuildLane[] = [viteLane, rollupLane, rolldownLane, esbuildLane, webpackLane];
