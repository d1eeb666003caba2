import * as fc from 'fast-check';
import type { SchemaObject } from '../../generator/model/schema/index.ts';
import { refusals } from '../conformance/check-validator.ts';
import { compileInstances } from '../conformance/compile-instances.ts';
import { printByJstt, printOurs } from '../conformance/type-printers.ts';
import { bundleOf } from '../support/schemas.ts';
import { evaluateValidator } from './evaluate-validator.ts';
import { interpret } from './interpret.ts';
import { randomSchema } from './random-schema.ts';
import { sampleValues, seeded } from './sample-values.ts';

export interface BatchFigures {
  readonly schemas: number;
  readonly refused: number;
  readonly values: number;
  readonly valid: number;
  /** Invalid ones that are type errors. */
  readonly caught: number;
  /** The longest that one schema took, in milliseconds. */
  readonly slowest: number;
  /** One sentence each. */
  readonly faults: readonly string[];
}

interface Judged {
  readonly schema: SchemaObject;
  readonly values: readonly unknown[];
  readonly verdicts: readonly boolean[];
  readonly types: readonly string[];
}

const VALUES = 6;
const LONGEST_MS = 1000;

/**
 * Random schemas with values: our validator must say what the specification says, both printers must accept what is valid, nothing may throw or take
 * longer than a second. The same seed makes the same schemas.
 */
export async function checkBatch(count: number, seed: number): Promise<BatchFigures> {
  const faults: string[] = [];
  const judged: Judged[] = [];
  let [refused, slowest] = [0, 0];
  for (const [at, schema] of fc.sample(randomSchema, { numRuns: count, seed }).entries()) {
    const values = sampleValues(schema, VALUES, seeded(seed + at));
    const start = performance.now();
    try {
      const result = await judge(schema, values, faults);
      if (result === undefined) refused += 1;
      else judged.push(result);
    } catch (error) {
      faults.push(`threw ${String(error)}: ${JSON.stringify(schema)}`);
    }
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > LONGEST_MS) faults.push(`took ${Math.round(took)} ms: ${JSON.stringify(schema)}`);
  }
  const caught = await checkTypes(judged, faults);
  const verdicts = judged.flatMap((one) => one.verdicts);
  return { schemas: count, refused, values: verdicts.length, valid: verdicts.filter(Boolean).length, caught, slowest, faults };
}

async function judge(schema: SchemaObject, values: readonly unknown[], faults: string[]): Promise<Judged | undefined> {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  if (refusals(bundle, root('root.json')).length > 0) return undefined;
  const check = evaluateValidator(bundle, root('root.json'));
  const verdicts = values.map((value) => check.check(structuredClone(value)).ok);
  for (const [at, value] of values.entries()) {
    const expected = interpret(schema, value);
    if (expected !== verdicts[at])
      faults.push(`we say ${verdicts[at]}, the specification says ${expected}: ${JSON.stringify({ value, schema })}`);
  }
  const types = [await printOurs(bundle, root('root.json')), await printByJstt(bundle, root('root.json'))];
  return { schema, values, verdicts, types };
}

/** Returns how many invalid values our own printer's types catch. */
async function checkTypes(judged: readonly Judged[], faults: string[]): Promise<number> {
  let caught = 0;
  for (const printer of [0, 1]) {
    const compiled = await compileInstances(judged.map(({ types, values }) => ({ types: types[printer]!, values })));
    for (const [at, { typeErrors, rejections }] of compiled.entries()) {
      const { schema, values, verdicts } = judged[at]!;
      for (const message of typeErrors) faults.push(`printer ${printer}, bad types: ${message}: ${JSON.stringify(schema)}`);
      for (const [index, message] of rejections.entries()) {
        if (message === undefined) continue;
        if (!verdicts[index]) caught += printer === 0 ? 1 : 0;
        else if (isBeyondTypes(schema, values[index])) continue;
        else faults.push(`printer ${printer} rejects: ${message}: ${JSON.stringify({ value: values[index], schema })}`);
      }
    }
  }
  return caught;
}

/** The one value that no type can be made to accept: a literal with an inherited name that a branch of a choice does not declare. */
function isBeyondTypes(schema: SchemaObject, value: unknown): boolean {
  return /"(anyOf|oneOf)"/.test(JSON.stringify(schema)) && namesInherited(value);
}

function namesInherited(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some(namesInherited);
  return Object.entries(value).some(([name, item]) => name in Object.prototype || namesInherited(item));
}
