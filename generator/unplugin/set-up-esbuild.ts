import type { PartialMessage, PluginBuild } from 'esbuild';
import { relative } from 'node:path';
import type { BuildOptions } from './build-options.ts';
import { type BuildProblem, generateForBuild } from './generate-for-build.ts';

/** Generates before each build. esbuild watches what a plugin says of a module, so the contract is watched with the entry points. */
export function setUpEsbuild(build: PluginBuild, options: BuildOptions): void {
  const folder = build.initialOptions.absWorkingDir ?? process.cwd();
  let watchFiles: string[] = [];
  build.onStart(async () => {
    const { watched, errors, warnings } = await generateForBuild(options, folder);
    watchFiles = [...watched];
    return { errors: errors.map((problem) => asEsbuild(problem, folder)), warnings: warnings.map((problem) => asEsbuild(problem, folder)) };
  });
  build.onResolve({ filter: /.*/ }, ({ kind }) => (kind === 'entry-point' ? { watchFiles } : undefined));
}

function asEsbuild({ text, file, line, column, length, lineText }: BuildProblem, folder: string): PartialMessage {
  return { text, location: { file: relative(folder, file), line, column, length, lineText } };
}
