const BRAND = Symbol.for('actionsmith.step-result');

export interface StepResultFields<O = unknown> {
  readonly success?: boolean;
  readonly data?: O;
  /** Why it did not succeed. */
  readonly error?: string;
  /** What `rollback` needs to know. */
  readonly rollbackData?: unknown;
  readonly skipped?: boolean;
  readonly timestamp?: Date;
}

/** Guide: Step-Based Workflows. What a step may return instead of its output alone. */
export class StepResult<O = unknown> {
  readonly success: boolean;
  readonly data: O | undefined;
  readonly error: string | undefined;
  readonly rollbackData: unknown;
  readonly skipped: boolean;
  readonly timestamp: Date;

  constructor(fields: StepResultFields<O> = {}) {
    this.success = fields.success ?? true;
    this.data = fields.data;
    this.error = fields.error;
    this.rollbackData = fields.rollbackData;
    this.skipped = fields.skipped ?? false;
    this.timestamp = fields.timestamp ?? new Date();
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** True for a StepResult of any copy of the package; anything else that a step returns is its output. */
export function isStepResult<O>(value: O | StepResult<O>): value is StepResult<O> {
  return typeof value === 'object' && value !== null && BRAND in value;
}
