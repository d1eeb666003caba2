import { formatPath } from '../../runtime/validation/format-issue.ts';
import type { Issue } from '../../runtime/validation/issue.ts';
import { quote } from '../diagnostics/quote.ts';
import type { CheckContext, Spot } from './check-context.ts';
import { NAME_RULE } from './check-names.ts';

/**
 * Turns what the schema of config.yaml refuses into diagnostics in the words of contracts, and marks parts without their type as unsound.
 * `root` is where the issues' paths start, `name` what people call that place; '' for config.yaml itself.
 */
export function reportIssues(issues: readonly Issue[], root: Spot, name: string, context: CheckContext): void {
  for (const issue of issues) {
    if (isEcho(issue, issues)) continue;
    const spot = root.at(...issue.path);
    if (BREAKING.has(issue.keyword ?? '')) context.markBroken(spot);
    reportIssue(issue, { spot: root, name }, spot, context);
  }
}

/** After these a part does not have its type; what has only a wrong text or number can still be looked at. */
const BREAKING: ReadonlySet<string> = new Set(['type', 'required']);

/** A map is refused for each of its bad keys, and once more as a whole; the keys say it better. */
function isEcho(issue: Issue, issues: readonly Issue[]): boolean {
  if (issue.keyword !== 'propertyNames') return false;
  const { path } = issue;
  return issues.some(
    (other) => other.keyword === 'propertyNames' && other.path.length > path.length && path.every((part, at) => part === other.path[at]),
  );
}

/** Without the value that is there: it may be the secret. */
const SECRET_RULE = 'must be env:NAME, or file: and an absolute path';
const SECRET_ADVICE = 'say where the secret is read: itself it has no place in config.yaml';

interface Root {
  readonly spot: Spot;
  readonly name: string;
}

function reportIssue(issue: Issue, root: Root, spot: Spot, context: CheckContext): void {
  const name = String(issue.path.at(-1) ?? '');
  const holder = subjectOf(issue.path.slice(0, -1), root);
  const { value } = spot;
  if (/^\/secrets\/./.test(spot.pointer) && ['pattern', 'type'].includes(issue.keyword ?? ''))
    return context.report('CONFIG_INVALID', { subject: subjectOf(issue.path, root), problem: SECRET_RULE }, spot, SECRET_ADVICE);
  switch (issue.keyword) {
    case 'additionalProperties':
      return context.report('CONFIG_UNKNOWN_KEY', { key: name, in: holder }, spot.key, issue.hint);
    case 'required':
      return context.report('CONFIG_MISSING_KEY', { key: name, in: holder }, root.spot.at(...issue.path.slice(0, -1)).key, issue.hint);
    case 'propertyNames':
      if (holder === 'actions')
        return context.report(
          'CONFIG_BAD_ACTION_NAME',
          { name, rule: name.length > 80 ? 'at most 80 characters' : NAME_RULE },
          spot.key,
          nearestName(name),
        );
      return context.report('CONFIG_INVALID', { subject: subjectOf(issue.path, root), problem: issue.message }, spot.key, issue.hint);
    case 'type':
      if (spot.pointer !== '/version') break;
      return context.report(
        'CONFIG_BAD_VERSION',
        { value: spot.document.source(spot.pointer) },
        spot,
        nearestVersion(spot.document.source(spot.pointer)),
      );
    case 'pattern':
      if (reportPattern(name, value, spot, context)) return;
  }
  const subject = subjectOf(issue.path, root);
  context.report('CONFIG_INVALID', { subject, problem: issue.message }, spot, issue.hint ?? adviseType(issue, value, spot));
}

function subjectOf(path: Issue['path'], { spot, name }: Root): string {
  return path.length === 0 ? spot.document.file : formatPath(path, name);
}

/** Patterns are for editors; people are told what is meant. False where there is nothing better to say than the pattern. */
function reportPattern(name: string, value: unknown, spot: Spot, context: CheckContext): boolean {
  if (spot.pointer === '/code') context.report('CONFIG_BAD_CODE', { value }, spot, nearestCode(value));
  else if (spot.pointer === '/version') context.report('CONFIG_BAD_VERSION', { value }, spot, nearestVersion(value));
  else if (['timeout', 'delay', 'max_delay'].includes(name)) context.report('CONFIG_BAD_DURATION', { key: name, value }, spot);
  else if (name === 'memory') context.report('CONFIG_BAD_SIZE', { key: name, value }, spot);
  else if (name === 'name') context.report('STEP_BAD_NAME', { name: value, rule: NAME_RULE }, spot, nearestName(value));
  else return false;
  return true;
}

/** The commonest wrong types: text that YAML takes for a number, an action that is only its class, a key without a value. */
function adviseType(issue: Issue, value: unknown, spot: Spot): string | undefined {
  if (issue.keyword !== 'type') return undefined;
  const isAction = issue.path.length === 2 && issue.path[0] === 'actions';
  if (isAction && typeof value === 'string') return `write { entrypoint: ${quote(value)} }`;
  if (issue.path.length === 0 && value === null) return 'the file is empty';
  if (value === null) return 'it has no value: give it one, or remove the key';
  const source = spot.document.source(spot.pointer);
  if (typeof value === 'number' && /\/(timeout|delay|max_delay)$/.test(spot.pointer)) return `write ${value}s, if seconds are meant`;
  const wantsText = /must be a string/.test(issue.message);
  return wantsText && (typeof value === 'number' || typeof value === 'boolean') && source ? `put quotes around it: "${source}"` : undefined;
}

function nearestCode(value: unknown): string | undefined {
  const near = String(value)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('_');
  return near === '' ? undefined : `write ${near}`;
}

function nearestName(value: unknown): string | undefined {
  const near = String(value)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .join('_');
  return /^[A-Za-z]/.test(near) && near.length <= 80 ? `write ${near}` : undefined;
}

function nearestVersion(value: unknown): string | undefined {
  const [, major, minor, patch] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(String(value)) ?? [];
  return major === undefined ? undefined : `write ${Number(major)}.${Number(minor ?? 0)}.${Number(patch ?? 0)}`;
}
