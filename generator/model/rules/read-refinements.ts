import { flatSchemas } from '../schema/flat-schemas.ts';
import { isRecord, pointerTo, type SchemaPlace, type SchemaRoot } from '../schema/json-schema.ts';
import type { SchemaBundle } from '../schema/schema-bundle.ts';
import { modelTypes } from '../types/model-types.ts';
import { compileRule } from './compile-rule.ts';
import { type FoundExtension, findExtensions } from './find-rules.ts';
import { type HookModel, parseHook } from './parse-hook.ts';
import { readRuleEntry, type RuleText } from './read-rule-entry.ts';
import type { RuleExpression } from './rule-expression.ts';
import { RuleFault } from './rule-fault.ts';
import { type Shape, Shapes } from './shape.ts';

/** One `x-rules` entry, compiled. */
export interface RuleModel extends RuleText {
  readonly expression: RuleExpression;
}

export interface RefinementsModel {
  readonly rules: readonly RuleModel[];
  readonly hooks: readonly HookModel[];
  readonly problems: readonly RefinementProblem[];
}

/** What is wrong with a rule or a hook, and where. */
export interface RefinementProblem extends SchemaPlace {
  readonly code: 'RULE_MALFORMED' | 'RULE_REFUSED' | 'RULE_MISPLACED' | 'HOOK_MALFORMED';
  readonly data: Readonly<Record<string, unknown>>;
  readonly suggestion?: string | undefined;
  readonly on?: 'key' | 'value';
  /** The part of the text at this place that is meant. */
  readonly part?: string | undefined;
}

/** The rules and hooks of a schema: `x-rules`, then `x-validate`, at its root and at the root of what it is composed of. */
export function readRefinements(bundle: SchemaBundle, root: SchemaRoot, closeRoot: boolean): RefinementsModel {
  const { found, misplaced } = findExtensions(bundle, root);
  const problems: RefinementProblem[] = misplaced.map(({ uri, pointer, keyword }) => {
    return { code: 'RULE_MISPLACED', data: { keyword }, uri, pointer, on: 'key' };
  });
  if (found.length === 0) return { rules: [], hooks: [], problems };
  const reader = new RefinementsReader(bundle, root, closeRoot, problems);
  for (const extension of found) reader.read(extension);
  return { rules: reader.rules, hooks: reader.hooks, problems };
}

class RefinementsReader {
  readonly rules: RuleModel[] = [];
  readonly hooks: HookModel[] = [];
  readonly #problems: RefinementProblem[];
  readonly #shapes: Shapes;
  readonly #self: Shape;

  constructor(bundle: SchemaBundle, root: SchemaRoot, closeRoot: boolean, problems: RefinementProblem[]) {
    const flats = flatSchemas(bundle);
    const types = modelTypes(bundle, [{ name: 'Self', root, direction: 'output', closeRoot }]);
    this.#shapes = new Shapes(types, flats);
    this.#self = this.#shapes.of({ kind: 'reference', name: 'Self' }, [flats.root(root).flat]);
    this.#problems = problems;
  }

  read({ keyword, value, uri, pointer }: FoundExtension): void {
    const place = { uri, pointer };
    if (keyword === 'x-validate') {
      for (const [at, text] of [value].flat().entries())
        this.#readHook(text, { uri, pointer: Array.isArray(value) ? pointerTo(pointer, at) : pointer });
    } else if (!Array.isArray(value)) this.#malformed('x-rules must be a list', place, 'write a list: x-rules: [{ rule: …, message: … }]');
    else for (const [at, entry] of value.entries()) this.#readRule(entry, { uri, pointer: pointerTo(pointer, at) });
  }

  #readHook(text: unknown, place: SchemaPlace): void {
    const hook = parseHook(text);
    if (typeof hook !== 'string') this.hooks.push(hook);
    else this.#problems.push({ code: 'HOOK_MALFORMED', data: { value: text, problem: hook }, ...place });
  }

  #readRule(value: unknown, place: SchemaPlace): void {
    if (!isRecord(value)) return this.#malformed('an entry of x-rules must be an object', place, 'write { rule: …, message: …, at: … }');
    const entry = readRuleEntry(value, this.#self, this.#shapes);
    for (const { problem, key, on, suggestion } of entry.problems)
      this.#malformed(
        problem,
        { uri: place.uri, pointer: key === undefined ? place.pointer : pointerTo(place.pointer, key) },
        suggestion,
        on,
      );
    if (entry.rule === undefined) return;
    const { text, ...rest } = entry.rule;
    try {
      this.rules.push({ text, expression: compileRule(text, this.#self, this.#shapes), ...rest });
    } catch (error) {
      if (!(error instanceof RuleFault)) throw error;
      const part = error.range && text.slice(error.range.start, error.range.end);
      const { message, suggestion } = error;
      this.#problems.push({
        code: 'RULE_REFUSED',
        data: { problem: message },
        uri: place.uri,
        pointer: pointerTo(place.pointer, 'rule'),
        part,
        suggestion,
      });
    }
  }

  #malformed(problem: string, place: SchemaPlace, suggestion?: string, on?: 'key'): void {
    this.#problems.push({ code: 'RULE_MALFORMED', data: { problem }, ...place, suggestion, ...(on && { on }) });
  }
}
