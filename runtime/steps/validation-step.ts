import { ValidationError } from '../errors/validation-error.ts';
import { BaseStep } from './base-step.ts';
import type { StepContext } from './step-context.ts';

/** Nothing when all is well; else what is wrong, as a sentence or as `[false, sentence]`. */
export type ValidationOutcome = void | undefined | string | readonly [ok: boolean, error?: string];

/** A step that only looks: it fails the workflow with ValidationError where something is wrong, and leaves nothing to undo. */
export class ValidationStep<C extends StepContext<unknown, unknown> = StepContext> extends BaseStep<C, void> {
  readonly name: string;
  readonly progressWeight: number;
  override readonly skippable: boolean = false;
  override readonly effects: 'none' | 'local' | 'external' = 'none';
  override readonly idempotent: boolean = true;
  readonly #check: (context: C) => ValidationOutcome | Promise<ValidationOutcome>;

  constructor(
    check: (context: C) => ValidationOutcome | Promise<ValidationOutcome>,
    { name = 'validate', weight = 0.05 }: { readonly name?: string; readonly weight?: number } = {},
  ) {
    super();
    this.#check = check;
    this.name = name;
    this.progressWeight = weight;
  }

  override async execute(context: C): Promise<void> {
    const outcome = await this.#check(context);
    const [ok, error] = typeof outcome === 'string' ? [false, outcome] : (outcome ?? [true]);
    if (!ok) throw new ValidationError(error ?? 'the check gave no reason');
  }
}
