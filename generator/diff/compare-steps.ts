import { canonicalJson } from '../model/contract-hash.ts';
import type { ActionModel, StepModel } from '../model/plugin-model.ts';
import type { Findings } from './findings.ts';

/** The steps of an action: by name, or where one is gone and one of the same place and output is new, by that. */
export function compareSteps(old: ActionModel, now: ActionModel, findings: Findings): void {
  const [was, is] = [stepsOf(old), stepsOf(now)];
  const renamed = new Map<string, string>();
  for (const [at, step] of old.steps.entries()) {
    const other = now.steps[at];
    if (other === undefined || has(now, step.name) || has(old, other.name) || old.steps.length !== now.steps.length) continue;
    renamed.set(step.name, other.name);
    findings.add('step-renamed', `${old.key} step ${step.name}`, `is called ${other.name} now`, [...was, at], [...is, at]);
  }
  const known = [...renamed.values()];
  for (const [at, { name }] of old.steps.entries())
    if (!has(now, name) && !renamed.has(name)) findings.add('step-removed', `${old.key} step ${name}`, 'is gone', [...was, at], is);
  for (const [at, { name }] of now.steps.entries())
    if (!has(old, name) && !known.includes(name)) findings.add('step-added', `${old.key} step ${name}`, 'is new', was, [...is, at]);
  const kept = old.steps.map(({ name }) => renamed.get(name) ?? name).filter((name) => has(now, name));
  const order = now.steps.map(({ name }) => name).filter((name) => kept.includes(name));
  if (canonicalJson(kept) !== canonicalJson(order))
    findings.add('steps-reordered', `${old.key} steps`, `run as ${order.join(', ')} (were ${kept.join(', ')})`, was, is);
  for (const [at, step] of old.steps.entries()) {
    const index = now.steps.findIndex(({ name }) => name === (renamed.get(step.name) ?? step.name));
    const other = now.steps[index];
    if (other !== undefined)
      compareStep(
        `${old.key} step ${step.name}`,
        step,
        other,
        [
          [...was, at],
          [...is, index],
        ],
        findings,
      );
  }
}

function stepsOf({ key }: ActionModel): string[] {
  return ['actions', key, 'steps'];
}

function has({ steps }: ActionModel, wanted: string): boolean {
  return steps.some(({ name }) => name === wanted);
}

function compareStep(
  subject: string,
  old: StepModel,
  now: StepModel,
  paths: [(string | number)[], (string | number)[]],
  findings: Findings,
): void {
  if (old.output !== undefined && now.output !== undefined)
    findings.compare('output', `${subject} output`, old.output.root, now.output.root);
  else if (old.output !== undefined) findings.add('step-output-removed', subject, 'has no output any more', ...paths);
  else if (now.output !== undefined) findings.add('step-output-added', subject, 'has an output now', ...paths);
  if (old.skippable !== now.skippable)
    findings.add(
      now.skippable ? 'step-skippable' : 'step-not-skippable',
      subject,
      now.skippable ? 'may be skipped now' : 'is never skipped now',
      ...paths,
    );
  if (old.effects !== now.effects || old.rollback !== now.rollback || old.idempotent !== now.idempotent)
    findings.add('step-effects-changed', subject, `${describeEffects(now)} (was: ${describeEffects(old)})`, ...paths);
  if (canonicalJson(old.policy ?? null) !== canonicalJson(now.policy ?? null))
    findings.add('step-policy-changed', subject, 'has another timeout or another retry', ...paths);
}

function describeEffects({ effects, rollback, idempotent }: StepModel): string {
  return `effects ${effects}, ${rollback ? 'can' : 'cannot'} be undone, ${idempotent ? 'can' : 'cannot'} be tried again as it is`;
}
