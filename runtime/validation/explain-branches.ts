import type { CompiledError } from './compiled-validate.ts';
import { locate, show, typeWithArticle } from './describe-value.ts';
import { oneOf } from './explain-error.ts';
import type { Issue } from './issue.ts';

/**
 * Why none (or more than one) of some alternatives fits. Where one alternative is clearly meant (it is of the right type, or its `const`
 * fits), only what is wrong with that one is said; else what the alternatives would have been.
 */
export function explainBranches(
  error: CompiledError,
  errors: readonly CompiledError[],
  value: unknown,
  explain: (errors: readonly CompiledError[], value: unknown) => Issue[],
): Issue[] {
  const { path } = locate(error.instancePath, value);
  const { passing } = error.params;
  if (Array.isArray(passing)) {
    const numbers = passing.map((at) => Number(at) + 1).join(' and ');
    return [{ path, message: `must fit exactly one alternative, and fits number ${numbers}`, keyword: error.keyword }];
  }
  const branches = splitBranches(error, errors);
  const merged = mergeSimple(error, errors, value);
  if (merged !== undefined) return [merged];
  const tag = mergeTags(branches, value);
  if (tag !== undefined) return [tag];
  const meant = branches.filter((branch) => !branch.some((one) => misses(one, error)));
  const nearest = (meant.length > 0 ? meant : branches).toSorted((left, right) => left.length - right.length);
  const [best, second] = nearest;
  if (best !== undefined && (meant.length === 1 || (meant.length > 1 && best.length < second!.length))) return explain(best, value);
  const reasons = [
    ...new Set(nearest.map((branch) => explain(branch, value)[0]).map((issue) => issue && `${relative(issue, path)}${issue.message}`)),
  ];
  const shown = reasons.filter((reason) => reason !== undefined).slice(0, 3);
  return [{ path, message: `must fit one of ${branches.length} alternatives: ${shown.join('; or ')}`, keyword: error.keyword }];
}

/** Alternatives that are only types, values or constants become one sentence. */
function mergeSimple(error: CompiledError, errors: readonly CompiledError[], value: unknown): Issue | undefined {
  const simple = errors.every((one) => one.instancePath === error.instancePath && ['type', 'const', 'enum'].includes(one.keyword));
  if (!simple || errors.length === 0) return undefined;
  const choices = errors.flatMap(({ keyword, params }) => {
    if (keyword === 'type') return [params['type']].flat().map((type) => typeWithArticle(String(type)));
    return (keyword === 'const' ? [params['allowedValue']] : (params['allowedValues'] as unknown[])).map((choice) => show(choice));
  });
  const { path, value: given } = locate(error.instancePath, value);
  const got = show(given);
  return { path, message: `must be ${[...new Set(choices)].join(' or ')} (got ${got})`, keyword: error.keyword };
}

/** Alternatives that all fix the same field, to none of whose values it is set: the field is wrong. */
function mergeTags(branches: readonly CompiledError[][], value: unknown): Issue | undefined {
  const tags = branches.map((branch) => branch.filter(({ keyword }) => keyword === 'const' || keyword === 'enum'));
  const at = tags[0]?.find(({ instancePath }) => tags.every((errors) => errors.some((other) => other.instancePath === instancePath)));
  if (at === undefined || branches.length < 2) return undefined;
  const allowed = tags.flat().filter(({ instancePath }) => instancePath === at.instancePath);
  const values = allowed.flatMap(({ keyword, params }) =>
    keyword === 'const' ? [params['allowedValue']] : (params['allowedValues'] as unknown[]),
  );
  const { path, value: given } = locate(at.instancePath, value);
  const { message, hint } = oneOf([...new Set(values)], given);
  return { path, message, keyword: 'enum', ...(hint === undefined ? {} : { hint }) };
}

/** An alternative of another type, or with another fixed value one level below, was not meant. */
function misses(one: CompiledError, error: CompiledError): boolean {
  const below = one.instancePath.slice(error.instancePath.length).split('/').length - 1;
  return (below === 0 && one.keyword === 'type') || (below <= 1 && (one.keyword === 'const' || (below === 1 && one.keyword === 'enum')));
}

/** The errors of each alternative: `ends` says how many there were after each. */
function splitBranches(error: CompiledError, errors: readonly CompiledError[]): CompiledError[][] {
  const ends = error.params['ends'] as readonly number[];
  return ends.map((end, at) => errors.slice(at === 0 ? 0 : ends[at - 1], end)).filter((branch) => branch.length > 0);
}

function relative(issue: Issue, path: Issue['path']): string {
  const rest = issue.path.slice(path.length);
  return rest.length === 0 ? '' : `${rest.join('.')} `;
}
