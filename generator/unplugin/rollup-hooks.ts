import type { BuildOptions } from './build-options.ts';
import { type BuildGeneration, type BuildProblem, generateForBuild } from './generate-for-build.ts';

/** What Rollup, Rolldown and Vite have in common, as far as it is needed here. */
interface RollupContext {
  addWatchFile(file: string): void;
  warn(problem: RollupProblem): void;
  error(problem: RollupProblem): never;
}

interface RollupProblem {
  readonly message: string;
  readonly id: string;
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };
  readonly frame: string;
}

/** The part of Vite's development server that shows an error in the page. */
export interface DevServer {
  readonly config: { readonly root: string; readonly logger: { error(text: string): void; warn(text: string): void } };
  readonly ws: { send(payload: object): void };
}

/** Hooks that generate before a build, and again when the contract changes. */
export function rollupHooks(options: BuildOptions) {
  let folder = process.cwd();
  let server: DevServer | undefined;
  let watched = new Set<string>();
  const run = async (): Promise<BuildGeneration> => {
    const generation = await generateForBuild(options, folder);
    watched = new Set(generation.watched);
    return generation;
  };
  return {
    async buildStart(this: unknown): Promise<void> {
      const context = this as RollupContext;
      const { watched: files, errors, warnings } = await run();
      for (const file of files) context.addWatchFile(file);
      for (const warning of warnings) context.warn(asRollup(warning));
      const [first, ...others] = errors;
      if (first === undefined) return;
      if (server !== undefined) return showErrors(server, errors); // it waits for the contract to be mended
      context.error(asRollup({ ...first, text: [first, ...others].map(({ text }) => text).join('\n') }));
    },
    /** A development server builds once; all others start a build after this. */
    async watchChange(id: string): Promise<void> {
      if (server === undefined || !watched.has(id)) return;
      const { errors } = await run();
      showErrors(server, errors);
    },
    vite: {
      configResolved: ({ root }: { readonly root: string }): void => void (folder = root),
      configureServer: (started: DevServer): void => void (server = started),
    },
  };
}

function asRollup({ text, file, line, column, frame }: BuildProblem): RollupProblem {
  return { message: text, id: file, loc: { file, line, column }, frame };
}

function showErrors(server: DevServer, errors: readonly BuildProblem[]): void {
  for (const { text, file, line, column, frame } of errors) server.config.logger.error(`${file}:${line}:${column + 1} ${text}\n${frame}`);
  const [first] = errors;
  if (first === undefined) return;
  const { text, file, line, column, frame } = first;
  server.ws.send({ type: 'error', err: { message: text, stack: '', id: file, frame, plugin: 'actionsmith', loc: { file, line, column } } });
}
