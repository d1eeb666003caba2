import type { LocatedDocument } from '../../generator/read/located-document.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { formatIssue } from '../validation/format-issue.ts';
import type { Issue } from '../validation/issue.ts';
import { coerceFlags, type FlagProblem } from './coerce-flags.ts';
import type { ParamSchema } from './param-schema.ts';
import { UsageError } from './usage-error.ts';

export interface ParamSources {
  /** `--params`: JSON. */
  readonly params?: string | undefined;
  /** `--params-file`: YAML or JSON; `-` is stdin. */
  readonly paramsFile?: string | undefined;
  /** The words that are no option of the command: `--epochs 3`. */
  readonly words: readonly string[];
}

/** Where a value came from: a flag, or a place in a file. Lines and columns from 1. */
export interface IssuePlace {
  readonly flag?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ReadParams {
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the value with the issue came from; empty where nobody gave one. */
  placeOf(issue: Issue): IssuePlace;
}

/**
 * The params from a file, from JSON and from flags; where two give the same param, the later of these wins.
 * Throws UsageError for a flag that does not exist and for `--params` that is no JSON object, PARAMS_UNREADABLE for such a file, PARAMS_INVALID for a
 * flag's value of another type.
 */
export async function readParams(sources: ParamSources, schema: ParamSchema, ownOptions: readonly string[]): Promise<ReadParams> {
  const flags = coerceFlags(sources.words, schema, ownOptions);
  if (flags.usage.length > 0) throw new UsageError(flags.usage.join('\n'));
  const json = sources.params === undefined ? {} : parseParams(sources.params);
  if (flags.problems.length > 0) throw refuseFlags(flags.problems);
  const file = sources.paramsFile === undefined ? undefined : await readFile(sources.paramsFile);
  const params = { ...file?.params, ...json, ...flags.values };
  return {
    params,
    placeOf(issue) {
      const name = String(issue.path[0] ?? '');
      const flag = flags.flags.get(name) ?? (Object.hasOwn(json, name) ? '--params' : undefined);
      return flag === undefined ? placeIn(file?.document, issue) : { flag };
    },
  };
}

/** One line that begins with where the value came from: `--epochs: params.epochs must be >= 1 (got 0)`. */
export function describeIssue(issue: Issue, { flag, file, line, column }: IssuePlace): string {
  const place = flag ?? [file, line, column].filter((part) => part !== undefined).join(':');
  return place === '' ? formatIssue(issue) : `${place}: ${formatIssue(issue)}`;
}

function refuseFlags(problems: readonly FlagProblem[]): ValidationError {
  const lines = problems.map(({ flag, issue }) => describeIssue(issue, { flag }));
  return new ValidationError(lines.join('\n'), { code: 'PARAMS_INVALID', issues: problems.map(({ issue }) => issue) });
}

async function readFile(path: string): Promise<{ readonly document: LocatedDocument | undefined; readonly params: object }> {
  const { readParamsFile } = await import('./read-params-file.ts');
  const document = await readParamsFile(path);
  const value = document?.value ?? {};
  if (isObject(value)) return { document, params: value };
  throw new ActionsmithError(`${document?.file ?? path} must hold an object of params`, { code: 'PARAMS_UNREADABLE' });
}

function parseParams(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const hint = text.trimStart().startsWith('{') ? '' : '; a file of params is given by --params-file';
    throw new UsageError(`--params is not JSON: ${(cause as Error).message}${hint}`);
  }
  if (isObject(value)) return value;
  throw new UsageError('--params must hold an object of params');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeIn(document: LocatedDocument | undefined, issue: Issue): IssuePlace {
  if (document === undefined) return {};
  const pointer = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const { span } = document.place(pointer, issue.keyword === 'additionalProperties' ? 'key' : 'value');
  return span === undefined ? { file: document.file } : { file: document.file, line: span.line, column: span.column };
}
