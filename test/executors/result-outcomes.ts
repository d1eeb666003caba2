import { isValidationError, type Run } from 'actionsmith';

const WARNING = 'warning: Result validation warning for the result: result.total invalid input: expected number, received string';
const INVALID = { name: 'ValidationError', code: 'RESULT_INVALID', issues: [['total']] };

interface Outcomes {
  readonly fits: object;
  readonly misfits: object;
}

/** What becomes of a result that fits and of one that does not. Steps say more, and are undone where the run fails. */
export const RESULTS: Readonly<Record<'warn' | 'strict' | 'off', Readonly<Record<'plain' | 'steps', Outcomes>>>> = {
  warn: {
    plain: { fits: { result: { total: 3, unit: 'm' }, said: [] }, misfits: { result: { total: 'three' }, said: [WARNING] } },
    steps: {
      fits: { result: { total: 3, unit: 'm' }, said: ['only started', 'only finished'] },
      misfits: { result: { total: 'three' }, said: ['only started', 'only finished', WARNING] },
    },
  },
  strict: {
    plain: { fits: { result: { total: 3, unit: 'm' }, said: [] }, misfits: { error: INVALID, said: [] } },
    steps: {
      fits: { result: { total: 3, unit: 'm' }, said: ['only started', 'only finished'] },
      misfits: { error: INVALID, said: ['only started', 'only finished', 'only undone'] },
    },
  },
  off: {
    plain: { fits: { result: { total: 3 }, said: [] }, misfits: { result: { total: 'three' }, said: [] } },
    steps: {
      fits: { result: { total: 3 }, said: ['only started', 'only finished'] },
      misfits: { result: { total: 'three' }, said: ['only started', 'only finished'] },
    },
  },
};

/** What became of a run: its result or why that is none, and what was said on the way. */
export async function outcomeOf(run: Run): Promise<unknown> {
  const said: string[] = [];
  for await (const event of run.events()) {
    if (event.type === 'message') said.push(`${event.context}: ${event.message}`);
    if (event.type === 'step') said.push(`${event.step} ${event.status}`);
  }
  return run.result().then(
    (result) => ({ result, said }),
    (error: unknown) => ({ error: describeInvalid(error), said }),
  );
}

function describeInvalid(error: unknown): unknown {
  if (!isValidationError(error)) return error;
  return { name: error.name, code: error.code, issues: error.issues.map(({ path }) => path) };
}
