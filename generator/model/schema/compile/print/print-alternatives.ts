import type { JsonSchema } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { type Branch, decidesNothing, printBranch } from './print-branch.ts';

/** `anyOf` and `oneOf`. Their error says which of the errors before it belong to which alternative. */
export function printAlternatives(code: FunctionCode, keyword: 'anyOf' | 'oneOf', schemas: readonly JsonSchema[], frame: Frame): void {
  if (keyword === 'anyOf' && frame.seen === undefined && schemas.some(decidesNothing)) return;
  const label = code.name('alternatives');
  const held = new HeldErrors(code, frame);
  const body = code.aside(() => (keyword === 'anyOf' ? printAny : printOne)({ code, frame, held, label }, schemas));
  code.put(`${label}: {`, ...held.declarations, ...body, '}');
}

interface Alternatives {
  readonly code: FunctionCode;
  readonly frame: Frame;
  readonly held: HeldErrors;
  readonly label: string;
}

function printAny({ code, frame, held, label }: Alternatives, schemas: readonly JsonSchema[]): void {
  const found = frame.seen === undefined ? undefined : code.name('found');
  if (found !== undefined) code.put(`let ${found} = false;`); // all of them are asked: each that fits has looked at something
  for (const schema of schemas) {
    printOpen(code, schema, frame, (branch, seen) => {
      if (found === undefined) code.put(`if (${branch.fits}) break ${label};`);
      else code.put(`if (${branch.fits}) {`, `${found} = true;`, `${frame.seen!}.add(${seen!});`, '}');
      held.add(branch);
    });
  }
  if (found !== undefined) code.put(`if (${found}) break ${label};`);
  held.fail('anyOf', '');
}

function printOne({ code, frame, held, label }: Alternatives, schemas: readonly JsonSchema[]): void {
  const passing = code.name('passing');
  code.put(`let ${passing} = -1;`);
  for (const [at, schema] of schemas.entries()) {
    printOpen(code, schema, frame, (branch, seen) => {
      code.put(`if (${branch.fits}) {`);
      if (at > 0)
        code.block(`if (${passing} !== -1) {`, () => {
          code.fail(frame, 'oneOf', `{ passing: [${passing}, ${at}] }`);
          if (!frame.sink.judges) code.put(`break ${label};`);
        });
      code.put(`${passing} = ${at};`);
      if (seen !== undefined) code.put(`${frame.seen!}.add(${seen});`);
      code.put('}');
      held.add(branch);
    });
  }
  code.put(`if (${passing} === -1) {`);
  held.fail('oneOf', ', passing: null');
  code.put('}');
}

/** One alternative, with a note of its own of what it looks at. */
function printOpen(code: FunctionCode, schema: JsonSchema, frame: Frame, then: (branch: Branch, seen: string | undefined) => void): void {
  const seen = frame.seen === undefined ? undefined : code.name('seen');
  if (seen !== undefined) code.put(`const ${seen} = new ${code.scope.helper('Evaluated')}();`);
  then(printBranch(code, schema, frame, seen), seen);
}

/** The errors of all alternatives so far, and how many there were after each. */
class HeldErrors {
  readonly #code: FunctionCode;
  readonly #frame: Frame;
  readonly #list: string;
  readonly #ends: string[] = [];

  constructor(code: FunctionCode, frame: Frame) {
    this.#code = code;
    this.#frame = frame;
    this.#list = code.name('held');
  }

  get declarations(): string[] {
    return this.#ends.length === 0 ? [] : [`let ${this.#list} = null;`];
  }

  add({ errors }: Branch): void {
    if (errors === undefined) return;
    const end = this.#code.name('end');
    const list = this.#list;
    const join = `${this.#code.scope.helper('joinErrors')}(${list}, ${errors})`;
    if (this.#ends.length === 0) this.#code.put(`${list} = ${errors};`);
    else this.#code.put(`if (${errors} !== null) ${list} = ${join};`);
    this.#code.put(`const ${end} = ${list} === null ? 0 : ${list}.length;`);
    this.#ends.push(end);
  }

  fail(keyword: string, more: string): void {
    if (this.#ends.length > 0) this.#code.put(...this.#frame.sink.join(this.#list));
    this.#code.fail(this.#frame, keyword, `{ ends: [${this.#ends.join(', ')}]${more} }`);
  }
}
