import { parseAt, type Parser, type ParserContext } from './parser.ts';

/**
 * A schema whose `unevaluatedProperties` or `unevaluatedItems` asks what its parts have evaluated (JSON Schema core, 11): its parts in the order in
 * which they apply, and what each of them evaluates where it holds.
 */
export type EvaluationStep =
  | { readonly parse: Parser; readonly evaluates?: Evaluates }
  /** The steps of a part that must hold: an item of `allOf`, or the target of a `$ref`. */
  | { readonly all: () => EvaluationSteps }
  | { readonly any: readonly (() => EvaluationSteps)[]; readonly exactlyOne?: true }
  /** `dependentSchemas`. */
  | { readonly where: string; readonly all: () => EvaluationSteps }
  | { readonly restOfProperties: Parser }
  | { readonly restOfItems: Parser };
export type EvaluationSteps = readonly EvaluationStep[];

export interface Evaluates {
  readonly names?: readonly string[];
  readonly patterns?: readonly RegExp[];
  readonly allNames?: boolean;
  /** How many items from the first. */
  readonly items?: number;
  readonly allItems?: boolean;
}

/** For a zod `transform`. */
export function zodEvaluation(steps: EvaluationSteps) {
  return (value: unknown, context: ParserContext): unknown => {
    const run = new Evaluation(value, context);
    run.take(steps);
    return run.value;
  };
}

class Evaluation {
  value: unknown;
  ok = true;
  readonly #context: ParserContext;
  #evaluated: { names: Set<string>; patterns: RegExp[]; allNames: boolean; items: number } = {
    names: new Set(),
    patterns: [],
    allNames: false,
    items: 0,
  };

  constructor(value: unknown, context: ParserContext) {
    this.value = value;
    this.#context = {
      addIssue: (issue) => {
        this.ok = false;
        context.addIssue(issue);
      },
    };
  }

  /** Ends with the first step that does not hold. */
  take(steps: EvaluationSteps): void {
    for (const step of steps) {
      this.#take(step);
      if (!this.ok) return;
    }
  }

  #take(step: EvaluationStep): void {
    if ('parse' in step) {
      this.value = parseAt(step.parse, this.value, [], this.#context);
      this.#note(step.evaluates ?? {});
    } else if ('any' in step) this.#choose(step.any, step.exactlyOne === true);
    else if ('all' in step) {
      if (!('where' in step) || (isObject(this.value) && Object.hasOwn(this.value, step.where))) this.#join(step.all());
    } else if ('restOfProperties' in step) this.#checkProperties(step.restOfProperties);
    else this.#checkItems(step.restOfItems);
  }

  /** A part of its own: an `unevaluatedProperties` in it does not see what others have evaluated. */
  #join(steps: EvaluationSteps): void {
    const part = new Evaluation(this.value, this.#context);
    part.take(steps);
    if (!part.ok) return;
    this.value = part.value;
    this.#add(part);
  }

  #choose(branches: readonly (() => EvaluationSteps)[], exactlyOne: boolean): void {
    const holding = branches.flatMap((branch) => {
      const part = new Evaluation(this.value, SILENT);
      part.take(branch());
      return part.ok ? [part] : [];
    });
    if (holding.length === 0 || (exactlyOne && holding.length > 1))
      this.#context.addIssue({
        code: 'custom',
        message: exactlyOne ? 'must fit exactly one of its choices' : 'must fit one of its choices',
      });
    else for (const part of holding) this.#add(part);
  }

  #checkProperties(schema: Parser): void {
    if (!isObject(this.value)) return;
    const { names, patterns, allNames } = this.#evaluated;
    for (const [name, item] of Object.entries(this.value)) {
      if (allNames || names.has(name) || patterns.some((pattern) => pattern.test(name))) continue;
      parseAt(schema, item, [name], this.#context);
    }
    this.#evaluated.allNames = true;
  }

  #checkItems(schema: Parser): void {
    if (!Array.isArray(this.value)) return;
    for (const [at, item] of this.value.entries()) if (at >= this.#evaluated.items) parseAt(schema, item, [at], this.#context);
    this.#evaluated.items = Infinity;
  }

  #note({ names = [], patterns = [], allNames = false, items = 0, allItems = false }: Evaluates): void {
    for (const name of names) this.#evaluated.names.add(name);
    this.#evaluated.patterns.push(...patterns);
    this.#evaluated.allNames ||= allNames;
    this.#evaluated.items = Math.max(this.#evaluated.items, allItems ? Infinity : items);
  }

  #add(part: Evaluation): void {
    this.#note({ ...part.#evaluated, names: [...part.#evaluated.names] });
  }
}

const SILENT: ParserContext = { addIssue: () => {} };

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
