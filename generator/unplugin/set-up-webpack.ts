import type { Compiler } from 'webpack';
import type { BuildOptions } from './build-options.ts';
import { type BuildGeneration, type BuildProblem, generateForBuild } from './generate-for-build.ts';

/** Generates before each compilation: modules are read while one is made, so that is too late. */
export function setUpWebpack(compiler: Compiler, options: BuildOptions): void {
  let last: BuildGeneration | undefined;
  const run = async (): Promise<void> => void (last = await generateForBuild(options, compiler.context));
  compiler.hooks.beforeRun.tapPromise('actionsmith', run);
  compiler.hooks.watchRun.tapPromise('actionsmith', async ({ modifiedFiles, removedFiles }) => {
    const changed = [...(modifiedFiles ?? []), ...(removedFiles ?? [])];
    const isAsked = last === undefined || last.errors.length > 0 || changed.some((file) => last?.watched.includes(file));
    if (isAsked) await run();
  });
  compiler.hooks.thisCompilation.tap('actionsmith', (compilation) => {
    if (last === undefined) return;
    compilation.fileDependencies.addAll(last.watched);
    for (const problem of last.errors) compilation.errors.push(asWebpack(problem, compiler));
    for (const problem of last.warnings) compilation.warnings.push(asWebpack(problem, compiler));
  });
}

function asWebpack(
  { text, file, line, column, frame }: BuildProblem,
  compiler: Compiler,
): InstanceType<Compiler['webpack']['WebpackError']> {
  const error = new compiler.webpack.WebpackError(frame === '' ? text : `${text}\n${frame}`);
  error.file = file;
  error.loc = { start: { line, column } };
  return error;
}
