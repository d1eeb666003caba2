import type { ActionModel, StepModel } from '../../model/plugin-model.ts';
import { code, join, type Markdown, table, text } from './markdown.ts';

const UNITS: readonly (readonly [number, string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
];

/** What each step takes, leaves and changes, and what happens when it fails. */
export function stepTable({ steps }: ActionModel): Markdown {
  return table(
    ['Step', 'Description', 'Needs', 'Leaves', 'Changes', 'Undone', 'Time', 'Attempts'],
    steps.map((step) => [
      code(step.name),
      text(step.description),
      join(step.needs.map(code), ', '),
      step.output ? code(step.output.typeName) : text(''),
      text(changes(step)),
      text(step.rollback ? 'yes' : ''),
      text(step.policy?.timeoutMs === undefined ? '' : showTime(step.policy.timeoutMs)),
      text(attempts(step)),
    ]),
  );
}

function changes({ effects, skippable }: StepModel): string {
  const changed = effects === 'none' ? [] : [effects === 'local' ? 'files here' : 'the outside world'];
  return [...changed, ...(skippable ? ['may be skipped'] : [])].join('; ');
}

function attempts({ policy }: StepModel): string {
  if (policy?.retry === undefined) return '';
  const { attempts: most, delayMs, factor } = policy.retry;
  const wait = delayMs === undefined || delayMs === 0 ? '' : `, ${showTime(delayMs)} apart`;
  return `up to ${most}${wait}${wait !== '' && factor !== undefined && factor !== 1 ? ` (× ${factor})` : ''}`;
}

function showTime(milliseconds: number): string {
  const [size, unit] = UNITS.find(([least]) => milliseconds >= least && milliseconds % least === 0) ?? [1, 'ms'];
  return `${milliseconds / size} ${unit}`;
}
