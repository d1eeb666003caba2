import type { StepPlan, WorkflowPlan } from './workflow-plan.ts';

/** How a workflow ends when nothing happens beside its steps. A second, much simpler engine: it knows only what follows from the policy. */
export function expectOutcome({ steps, collect }: WorkflowPlan): 'succeeds' | 'fails' | 'hangs' {
  for (const step of steps) {
    const outcome = outcomeOf(step);
    if (outcome !== 'succeeds') return outcome;
  }
  return collect === 'works' ? 'succeeds' : collect === 'throws' ? 'fails' : 'hangs';
}

function outcomeOf(step: StepPlan): 'succeeds' | 'fails' | 'hangs' {
  if (step.skip === 'hangs') return 'hangs';
  if (step.skip === 'throws') return 'fails';
  if (step.skip !== 'no') return step.skippable ? 'succeeds' : 'fails';
  for (let attempt = 1; ; attempt++) {
    const run = step.runs[Math.min(attempt, step.runs.length) - 1]!;
    if (run === 'works' || run === 'works late' || run === 'gives null') return 'succeeds';
    if (run === 'skips itself') return step.skippable ? 'succeeds' : 'fails';
    if ((run === 'hangs' || run === 'reacts') && step.timeoutMs === null) return 'hangs';
    if (run === 'bad output' || run === 'is final' || attempt >= step.attempts) return 'fails';
    if (step.effects === 'external' && !step.idempotent && !canBeUndone(step)) return 'fails';
  }
}

/** Which attempt to undo it works does not change from one failed attempt of the step to the next. */
function canBeUndone({ undos, undoAttempts }: StepPlan): boolean {
  if (undos.length === 0) return true;
  return Array.from({ length: undoAttempts }, (_, at) => undos[Math.min(at, undos.length - 1)]!).some((undo) => undo.startsWith('works'));
}
