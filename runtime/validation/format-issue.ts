import type { Issue } from './issue.ts';

/**
 * An issue as one line: `params.augmentations[1] must be one of flip, rotate (got "rotat"); did you mean "rotate"?`. A message that starts with a
 * capital is a sentence of its own, as people write them in rules: `params: Large batch + many epochs may OOM`.
 */
export function formatIssue(issue: Issue, subject = 'params'): string {
  const isSentence = /^[A-Z][a-z]/.test(issue.message);
  const sentence = `${formatPath(issue.path, subject)}${isSentence ? ':' : ''} ${issue.message}`;
  return issue.hint === undefined ? sentence : `${sentence}; ${issue.hint}`;
}

/** A path as code would say it: `params.steps[0]["learning rate"]`. */
export function formatPath(path: Issue['path'], subject = ''): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, subject);
}
