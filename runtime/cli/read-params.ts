import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LocatedDocument } from '../../generator/read/located-document.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { formatIssue } from '../validation/format-issue.ts';
import type { Issue } from '../validation/issue.ts';
import { coerceFlags } from './coerce-flags.ts';
import type { ParamSchema } from './param-schema.ts';
import { UsageError } from './usage-error.ts';

export interface ParamSources {
  /** `--params`: JSON. */
  readonly params?: string | undefined;
  /** `--params-file`: YAML or JSON. */
  readonly paramsFile?: string | undefined;
  /** The words that are no option of the command: `--epochs 3`. */
  readonly words: readonly string[];
}

export interface ReadParams {
  readonly params: Readonly<Record<string, unknown>>;
  /** One issue as one line that begins with where the value came from: `--epochs: params.epochs must be >= 1 (got 0)`. */
  describe(issue: Issue): string;
}

/**
 * The params from a file, from JSON and from flags; where two give the same param, the later of these wins.
 * Throws UsageError for a flag that does not exist, PARAMS_UNREADABLE for text that is no JSON or YAML, PARAMS_INVALID for a flag's value of another type.
 */
export async function readParams(sources: ParamSources, schema: ParamSchema, otherOptions: readonly string[]): Promise<ReadParams> {
  const flags = coerceFlags(sources.words, schema, otherOptions);
  if (flags.usage.length > 0) throw new UsageError(flags.usage.join('\n'));
  if (flags.problems.length > 0) throw new ValidationError(flags.problems.join('\n'), { code: 'PARAMS_INVALID' });
  const file = sources.paramsFile === undefined ? undefined : await readParamsFile(sources.paramsFile);
  const json = sources.params === undefined ? {} : parseParams(sources.params);
  const params = { ...asParams(file?.value ?? {}, sources.paramsFile ?? ''), ...json, ...flags.values };
  return {
    params,
    describe(issue) {
      const sentence = formatIssue(issue);
      const name = String(issue.path[0] ?? '');
      const flag = flags.flags.get(name);
      if (flag !== undefined) return `${flag}: ${sentence}`;
      if (Object.hasOwn(json, name)) return `--params: ${sentence}`;
      return file === undefined ? sentence : `${locate(file, issue)}: ${sentence}`;
    },
  };
}

async function readParamsFile(path: string): Promise<LocatedDocument | undefined> {
  const [{ readLocated }, { Diagnostics }, { renderText }] = await Promise.all([
    import('../../generator/read/read-located.ts'),
    import('../../generator/diagnostics/diagnostics.ts'),
    import('../../generator/diagnostics/render-text.ts'),
  ]);
  const diagnostics = new Diagnostics();
  const document = readLocated(resolve(path), { file: path, uri: pathToFileURL(resolve(path)).href, diagnostics });
  if (!diagnostics.hasErrors) return document;
  throw new ActionsmithError(`${path} cannot be read\n${renderText(diagnostics.list()).trimEnd()}`, { code: 'PARAMS_UNREADABLE' });
}

function parseParams(text: string): Readonly<Record<string, unknown>> {
  try {
    return asParams(JSON.parse(text), '--params');
  } catch (cause) {
    if (cause instanceof ActionsmithError) throw cause;
    throw new ActionsmithError(`--params is not JSON: ${(cause as Error).message}`, { code: 'PARAMS_UNREADABLE', cause });
  }
}

function asParams(value: unknown, source: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new ActionsmithError(`${source} must hold an object of params`, { code: 'PARAMS_UNREADABLE' });
}

function locate(document: LocatedDocument, issue: Issue): string {
  const pointer = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const span = document.place(pointer, issue.keyword === 'additionalProperties' ? 'key' : 'value').span;
  return span === undefined ? document.file : `${document.file}:${span.line}:${span.column}`;
}
