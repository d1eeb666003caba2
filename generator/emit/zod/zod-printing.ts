import { FILL } from '../../model/schema/compile/marks.ts';
import { isRecord, type JsonSchema } from '../../model/schema/json-schema.ts';

/** A schema that zod code would not judge as the validator does. The generator says so instead of writing it. */
export class ZodRefusal extends Error {}

/** What the parts of one printed module share: constants that stand before the schemas, and helpers of the runtime. */
export class ZodPrinting {
  readonly constants: string[] = [];
  readonly helpers: Set<string> = new Set();
  /** The definitions whose steps are used. */
  readonly steps: Set<string> = new Set();
  /** zod forgets that a strict object refused a field where a union of those is piped into another schema; then a check says it. */
  readonly strict: boolean;
  readonly assertFormats: boolean;
  readonly #nameOf: (definition: string) => string;
  #count = 0;

  /** `nameOf`: what the constant of a definition is called. */
  constructor(nameOf: (definition: string) => string, { strict, assertFormats }: { strict: boolean; assertFormats: boolean }) {
    this.strict = strict;
    this.assertFormats = assertFormats;
    this.#nameOf = nameOf;
  }

  /** Definitions refer to each other in circles, so each is looked up when it is needed. */
  reference(ref: string): string {
    return `z.lazy(() => ${this.#nameOf(ref.replace('#/$defs/', ''))})`;
  }

  /** The constant with the steps of a definition, which is printed behind the definitions; see printEvaluation. */
  stepsOf(ref: string): string {
    const definition = ref.replace('#/$defs/', '');
    this.steps.add(definition);
    return this.stepsName(definition);
  }

  stepsName(definition: string): string {
    return `${this.#nameOf(definition)}Steps`;
  }

  /** Code that is made once and used by name: a check that runs often must not make schemas. */
  constant(code: string): string {
    const name = `part${this.#count++}`;
    this.constants.push(`const ${name} = ${code};`);
    return name;
  }

  /** A function of the runtime, by name. */
  helper(name: string): string {
    this.helpers.add(name);
    return name;
  }
}

/** Whether defaults are filled in somewhere in a prepared schema. */
export function fills(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(fills);
  if (!isRecord(schema)) return false;
  return Object.entries(schema).some(
    ([keyword, value]) => keyword === FILL || (keyword === '$ref' && String(value).endsWith('-filled')) || fills(value),
  );
}

export type PrintInner = (schema: JsonSchema) => string;
