import type { CompiledError } from './compiled-validate.ts';
import { explainBranches } from './explain-branches.ts';
import { explainError } from './explain-error.ts';
import type { Issue } from './issue.ts';

/** More than anyone reads; a list of a million bad items has a million errors. */
const MOST = 20;

/** The errors of compiled code as issues: one for each thing that is wrong, in the order of the value, at most 20, or `most`. */
export function explainErrors(errors: readonly CompiledError[], value: unknown, most: number = MOST): Issue[] {
  const issues: Issue[] = [];
  for (const group of groupsOf(errors)) {
    for (const issue of explainGroup(group, value)) {
      if (issues.some((other) => isSame(other, issue))) continue;
      issues.push(issue);
      if (issues.length === most) return issues;
    }
  }
  return issues;
}

function isSame(left: Issue, right: Issue): boolean {
  if (left.message !== right.message || left.path.length !== right.path.length) return false;
  return left.path.every((key, at) => key === right.path[at]);
}

/** An error, and those of its branches. */
interface Group {
  readonly error: CompiledError;
  readonly branches: readonly CompiledError[];
}

const NONE: readonly CompiledError[] = [];

/** Errors of branches stand before the error of the keyword that has the branches; read from the end, a group is known by its last. */
function groupsOf(errors: readonly CompiledError[]): Group[] {
  const groups: Group[] = [];
  for (let end = errors.length; end > 0;) {
    const error = errors[end - 1]!;
    const size = Math.min(groupSize(error), end - 1);
    groups.push({ error, branches: size === 0 ? NONE : errors.slice(end - 1 - size, end - 1) });
    end -= 1 + size;
  }
  return groups.toReversed();
}

function explainAll(errors: readonly CompiledError[], value: unknown): Issue[] {
  return groupsOf(errors).flatMap((group) => explainGroup(group, value));
}

function explainGroup({ error, branches }: Group, value: unknown): Issue[] {
  switch (error.keyword) {
    case 'anyOf':
    case 'oneOf':
      return explainBranches(error, branches, value, explainAll);
    case 'if': {
      const note = error.params['note'];
      const issues = explainAll(branches, value);
      return typeof note === 'string' && note !== '' ? issues.map((issue) => ({ ...issue, hint: issue.hint ?? note })) : issues;
    }
    case 'propertyNames':
      return []; // what is wrong with the name is an error of its own
    default:
      return [explainError(error, value)];
  }
}

function groupSize({ params }: CompiledError): number {
  const { ends } = params;
  return Array.isArray(ends) ? Math.max(0, ...(ends as number[])) : 0;
}
