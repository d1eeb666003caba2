import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/types.ts';
import type { BuildOptions } from './build-options.ts';

/** Something wrong with a contract, as bundlers show it. */
export interface BuildProblem {
  /** The sentence, with what to do about it. */
  readonly text: string;
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  readonly length: number;
  /** The line that it stands in. */
  readonly lineText: string;
  /** The line with carets below the place; empty where there is no line. */
  readonly frame: string;
}

/** What one generation was. */
export interface BuildGeneration {
  /** Absolute; a change in one of them asks for another generation. config.yaml is always among them. */
  readonly watched: readonly string[];
  readonly errors: readonly BuildProblem[];
  readonly warnings: readonly BuildProblem[];
}

/** One generation for a build. The generator is loaded here, so that a configuration that only names the plugin costs nothing. */
export async function generateForBuild(options: BuildOptions, folder: string): Promise<BuildGeneration> {
  const root = resolve(folder, options.root ?? '.');
  const { generate } = await import('../pipeline.ts');
  const { check = false, zod = false, out } = options;
  const generated = await generate({ plugin: root, write: !check, zod, ...(out !== undefined && { out: resolve(folder, out) }) });
  const config = join(root, 'config.yaml');
  const { codeFrame } = await import('../diagnostics/code-frame.ts');
  const problem = (diagnostic: Diagnostic): BuildProblem => {
    const { message, help, suggestion, file, line, column, endColumn, excerpt = '', code: name } = diagnostic;
    const { line: shown, indent, carets } = codeFrame(excerpt, column, endColumn);
    return {
      text: `${message} (${name}); ${suggestion ?? help}`,
      file: isAbsolute(file) ? file : join(root, file),
      line,
      column: column - 1,
      length: endColumn - column,
      lineText: excerpt,
      frame: excerpt === '' ? '' : `${shown}\n${indent}${carets}`,
    };
  };
  const about = (text: string): BuildProblem => ({ text, file: config, line: 1, column: 0, length: 0, lineText: '', frame: '' });
  const refused = generated.changes
    .filter(({ kind }) => kind === 'refused')
    .map(({ path, reason }) => about(`${path} was not written: ${reason}`));
  const stale = check ? generated.changes.filter(({ kind }) => kind !== 'unchanged' && kind !== 'refused') : [];
  const command = `actionsmith generate${root === folder ? '' : ` ${relative(folder, root)}`}`;
  const drift =
    stale.length > 0 ? [about(`not current: ${stale.map(({ path }) => path).join(', ')}; run ${command} and commit the result`)] : [];
  return {
    watched: [...new Set([config, ...generated.inputs])],
    errors: [...generated.diagnostics.filter(({ severity }) => severity === 'error').map(problem), ...refused, ...drift],
    warnings: generated.diagnostics.filter(({ severity }) => severity === 'warning').map(problem),
  };
}
