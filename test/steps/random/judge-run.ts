import type { RunEvent, StepsReport } from 'actionsmith';
import type { WorkflowPlan } from './workflow-plan.ts';

/** What is known of a run when it is over. */
export interface FinishedRun {
  readonly lines: readonly string[];
  readonly events: readonly RunEvent[];
  readonly succeeded: boolean;
  /** Of the result, or of the error. */
  readonly report: StepsReport | undefined;
  readonly rollbackErrors: number;
  /** The steps that the run took over. */
  readonly restored: readonly string[];
}

/** Everything that must hold of any run, as sentences about what does not. */
export function judgeRun({ steps, store }: WorkflowPlan, run: FinishedRun): string[] {
  const problems: string[] = [];
  const claim = (holds: boolean, sentence: string): void => void (holds || problems.push(sentence));
  const undoable = new Set(steps.filter(({ undos }) => undos.length > 0).map(({ name }) => name));
  const stack = [...run.restored];
  let undoing: string | undefined;
  for (const line of run.lines) {
    const [word, name = '', count] = line.split(' ');
    if (word === 'run') {
      undoing = undefined;
      claim(!stack.slice(0, -1).includes(name), `${name} ran though a later step has run`);
      if (stack.at(-1) !== name) stack.push(name);
    } else if (word === 'undo' && count === '1') {
      while (stack.length > 0 && !undoable.has(stack.at(-1)!)) stack.pop(); // they leave nothing
      claim(stack.pop() === name, `${name} was undone out of its turn, twice, or without having run`);
      undoing = name;
    } else if (word === 'undo') claim(undoing === name, `undoing ${name} went on after another step had begun`);
  }
  const left = stack.filter((name) => undoable.has(name));
  if (!run.succeeded) claim(left.length === 0, `${left.join(', ')} ran and was not undone`);
  for (const { name } of steps.filter(({ skip }) => skip.startsWith('yes')))
    claim(!run.lines.some((line) => line.startsWith(`run ${name} `) || line.startsWith(`undo ${name} `)), `${name} was skipped, and ran`);
  judgeReport(run, undoable, store === 'forget throws', claim);
  judgeProgress(run, claim);
  return problems;
}

function judgeReport(
  run: FinishedRun,
  undoable: ReadonlySet<string>,
  mayFailToForget: boolean,
  claim: (holds: boolean, sentence: string) => void,
): void {
  claim(run.report !== undefined, 'there is no report');
  claim(run.report?.success === run.succeeded, 'the report says otherwise');
  const started = new Set([...run.restored, ...run.lines.flatMap((line) => (line.startsWith('run ') ? [line.split(' ')[1]!] : []))]);
  let failed = 0;
  for (const { name, rollback, attempts, attemptDurationsMs, status } of run.report?.steps ?? []) {
    const wanted = !run.succeeded && started.has(name) && undoable.has(name);
    if (wanted) claim(rollback !== undefined, `the report does not say that ${name} was undone`);
    if (!started.has(name)) claim(rollback === undefined, `the report says that ${name} was undone, which never ran`);
    if (rollback === 'failed') failed += 1;
    if (run.succeeded) claim(rollback === undefined, `the report says that ${name} was undone, and it was not in the end`);
    const ran = run.lines.filter((line) => line.startsWith(`run ${name} `)).length;
    if (status !== 'restored') claim(attempts === ran && attemptDurationsMs.length === ran, `the report has other attempts of ${name}`);
  }
  if (mayFailToForget) claim(run.rollbackErrors >= failed, 'an error of undoing is missing');
  else claim(run.rollbackErrors === (run.succeeded ? 0 : failed), `there are ${run.rollbackErrors} errors of undoing, and ${failed} steps`);
}

function judgeProgress(run: FinishedRun, claim: (holds: boolean, sentence: string) => void): void {
  const overall = run.events.flatMap((event) => ('overall' in event && event.overall !== undefined ? [event.overall] : []));
  claim(
    overall.every((value, at) => value >= (overall[at - 1] ?? 0) && value <= 100),
    `the progress goes down: ${overall.join(' ')}`,
  );
  const isEmpty = run.report?.stepsTotal === 0;
  if (run.succeeded && run.events.length > 0 && !isEmpty) claim(overall.at(-1) === 100, `the progress ends at ${overall.at(-1)}`);
}
