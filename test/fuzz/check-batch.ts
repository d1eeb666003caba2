import * as fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { printTypesJstt } from '../../generator/emit/types-jstt/index.ts';
import { printTypes } from '../../generator/emit/types/index.ts';
import type { SchemaBundle, SchemaObject, SchemaRoot } from '../../generator/model/schema/index.ts';
import { modelTypes } from '../../generator/model/types/index.ts';
import type { CheckResult } from '../../runtime/validation/index.ts';
import { refusals } from '../conformance/check-validator.ts';
import { compileInstances, type TypedValue } from '../conformance/compile-instances.ts';
import { evaluateZod } from '../support/evaluate-zod.ts';
import { bundleOf } from '../support/schemas.ts';
import { evaluateValidator, tryValidator } from './evaluate-validator.ts';
import { interpret } from './interpret.ts';
import { randomSchema } from './random-schema.ts';
import { sampleValues, seeded } from './sample-values.ts';
import type { Draft } from './schema-index.ts';

export interface BatchFigures {
  readonly schemas: number;
  readonly refused: number;
  readonly values: number;
  readonly valid: number;
  /** Invalid ones that are type errors. */
  readonly caught: number;
  /** Schemas whose zod schema was asked too. */
  readonly zods: number;
  /** The longest that one schema took, in milliseconds of CPU. */
  readonly slowest: number;
  /** One sentence each. */
  readonly faults: readonly string[];
}

interface Judged {
  readonly schema: SchemaObject;
  readonly values: readonly (TypedValue & { readonly valid: boolean })[];
  readonly types: readonly string[];
}

const VALUES = 6;
const LONGEST_MS = 1000;
const DRAFTS: readonly Draft[] = ['2020-12', '2019-09', '7', '2020-12'];
const ZOD_EVERY = 5;

/**
 * Random schemas of three drafts with values: our validator must say what the specification says; what goes in must fit the input type and what comes
 * out, with its defaults, the output type, with either printer; zod must agree; nothing may throw or take longer than a second. The same seed makes
 * the same schemas.
 */
export async function checkBatch(count: number, seed: number): Promise<BatchFigures> {
  const batch = new Batch();
  for (const [part, draft] of DRAFTS.entries()) {
    const size = Math.floor((count + part) / DRAFTS.length);
    const schemas = fc.sample(randomSchema(draft), { numRuns: size, seed: seed + part });
    for (const [at, schema] of schemas.entries()) await batch.judge(schema, draft, seed + at, at % ZOD_EVERY === 0);
  }
  await batch.checkTypes();
  return batch;
}

class Batch implements BatchFigures {
  schemas = 0;
  refused = 0;
  values = 0;
  valid = 0;
  caught = 0;
  zods = 0;
  slowest = 0;
  readonly faults: string[] = [];
  readonly #judged: Judged[] = [];

  async judge(schema: SchemaObject, draft: Draft, seed: number, withZod: boolean): Promise<void> {
    const values = sampleValues(schema, draft, VALUES, seeded(seed));
    const start = process.cpuUsage();
    this.schemas += 1;
    try {
      await this.#judge(schema, draft, values, withZod);
    } catch (error) {
      this.#fault(`threw ${String(error)}`, { schema });
    }
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    this.slowest = Math.max(this.slowest, took);
    if (took > LONGEST_MS) this.#fault(`took ${Math.round(took)} ms`, { schema });
  }

  /** All types at once: one program for each printer. */
  async checkTypes(): Promise<void> {
    for (const printer of [0, 1]) {
      const samples = this.#judged.map(({ types, values }) => ({ types: types[printer]!, values }));
      const compiled = await compileInstances(samples);
      const rejected: { at: number; value: Judged['values'][number]; message: string }[] = [];
      for (const [at, { typeErrors, rejections }] of compiled.entries()) {
        const { schema, values } = this.#judged[at]!;
        for (const message of typeErrors) this.#fault(`printer ${printer}, bad types: ${message}`, { schema });
        for (const [index, message] of rejections.entries()) {
          if (message === undefined) continue;
          if (values[index]!.valid) rejected.push({ at, value: values[index]!, message });
          else this.caught += printer === 0 ? 1 : 0;
        }
      }
      await this.#checkDeclared(rejected, printer);
    }
  }

  /**
   * What TypeScript cannot say of a literal: a key that an object inherits (`toString`) is looked up there, not in an index signature, so what it
   * holds gets no context. The type is right if it takes the same value from a variable that is declared to hold it.
   */
  async #checkDeclared(
    rejected: readonly { at: number; value: Judged['values'][number]; message: string }[],
    printer: number,
  ): Promise<void> {
    if (rejected.length === 0) return;
    const samples = rejected.map(({ at, value }) => ({
      types: this.#judged[at]!.types[printer]!,
      values: [{ ...value, isDeclared: namesInherited(value.value) }],
    }));
    const compiled = await compileInstances(samples);
    for (const [index, { rejections }] of compiled.entries()) {
      const { at, value, message } = rejected[index]!;
      if (rejections[0] === undefined) continue;
      this.#fault(`printer ${printer}, ${value.type} rejects: ${message}`, { value: value.value, schema: this.#judged[at]!.schema });
    }
  }

  async #judge(schema: SchemaObject, draft: Draft, given: readonly unknown[], withZod: boolean): Promise<void> {
    const { bundle, root: rootOf } = bundleOf({ 'root.json': schema });
    const root = rootOf('root.json');
    const validator = refusals(bundle, root).length > 0 ? undefined : tryValidator(bundle, root, false);
    if (validator === undefined) {
      this.refused += 1;
      return;
    }
    const values = given.map((value) => ({ type: 'RootInput', value, valid: validator.check(structuredClone(value)).ok }));
    for (const { value, valid } of values) {
      const expected = interpret(schema, value, draft);
      if (expected !== valid) this.#fault(`we say ${valid}, the specification says ${expected}`, { value, schema });
      const first = validator.check(structuredClone(value), { first: true }).ok;
      if (first !== valid) this.#fault(`we say ${valid}, and ${first} where one error is enough`, { value, schema });
    }
    this.values += values.length;
    this.valid += values.filter(({ valid }) => valid).length;
    const filled = this.#fill(schema, draft, bundle, root, given, withZod);
    this.#judged.push({ schema, values: [...values, ...filled], types: await print(bundle, root) });
  }

  /** What goes in and comes out where defaults are filled in. */
  #fill(
    schema: SchemaObject,
    draft: Draft,
    bundle: SchemaBundle,
    root: SchemaRoot,
    given: readonly unknown[],
    withZod: boolean,
  ): Judged['values'] {
    const validator = evaluateValidator(bundle, root, true);
    const results = given.map((value) => ({ value, checked: validator.check(structuredClone(value)) }));
    for (const { value, checked } of results) {
      if (!checked.ok) continue;
      if (!interpret(schema, checked.value, draft))
        this.#fault('what comes out does not fit its schema', { value, made: checked.value, schema });
      const again = validator.check(checked.value);
      if (!isDeepStrictEqual(again, checked)) this.#fault('what comes out does not come out again', { value, made: checked.value, schema });
    }
    if (withZod) this.#compareZod(schema, bundle, root, results);
    return results.flatMap(({ value, checked }) =>
      checked.ok
        ? [
            { type: 'RootInput', value, valid: true },
            { type: 'Root', value: checked.value, valid: true },
          ]
        : [],
    );
  }

  #compareZod(
    schema: SchemaObject,
    bundle: SchemaBundle,
    root: SchemaRoot,
    results: readonly { readonly value: unknown; readonly checked: CheckResult<unknown> }[],
  ): void {
    const made = evaluateZod(bundle, root, { fillDefaults: true });
    if ('refused' in made) return this.#fault(`zod refuses ${made.refused}`, { schema });
    this.zods += 1;
    for (const { value, checked } of results) {
      if (!checked.ok && checked.issues.some(({ keyword }) => keyword === 'depth')) continue; // a default that fills itself: zod throws
      const { success, data } = made.schema.safeParse(structuredClone(value));
      if (success !== checked.ok) this.#fault(`zod says ${success}, we say ${checked.ok}`, { value, schema });
      else if (checked.ok && !isDeepStrictEqual(data, checked.value))
        this.#fault(`zod makes ${JSON.stringify(data)}, we make ${JSON.stringify(checked.value)}`, { value, schema });
    }
  }

  #fault(what: string, where: object): void {
    this.faults.push(`${what}: ${JSON.stringify(where)}`);
  }
}

/** The types of what goes in and what comes out, by each printer. */
async function print(bundle: SchemaBundle, root: SchemaRoot): Promise<string[]> {
  const types = modelTypes(bundle, [
    { name: 'Root', root, direction: 'output' },
    { name: 'RootInput', root, direction: 'input' },
  ]);
  return [printTypes(types), await printTypesJstt(types)];
}

function namesInherited(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some(namesInherited);
  return Object.entries(value).some(([name, item]) => name in Object.prototype || namesInherited(item));
}
