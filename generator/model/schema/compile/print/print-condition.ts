import { printLiteral } from '../../../../print-literal.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { printBranch, printVerdict } from './print-branch.ts';

/** `if`, `then` and `else`. What the author noted beside them goes with their error. */
export function printCondition(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const { if: condition, then: yes = true, else: no = true } = schema as Readonly<Record<string, JsonSchema>>;
  const params = (errors: string): string => `{ ends: [${errors}.length], note: ${printLiteral(noteOf(schema))} }`;
  const branch = (inner: JsonSchema): string[] =>
    code.aside(() => {
      const { fits, errors } = printBranch(code, inner, frame, frame.seen);
      if (fits === 'true') return;
      if (errors === undefined) code.failIf(`!(${fits})`, frame, 'if');
      else code.put(`if (${errors} !== null) {`, ...frame.sink.join(errors), ...frame.sink.fail(frame.value, 'if', params(errors)), '}');
    });
  const seen = frame.seen === undefined ? undefined : code.name('seen');
  const noted = seen === undefined ? [] : [`${frame.seen!}.add(${seen});`];
  const then = [...noted, ...(yes === true ? [] : branch(yes))];
  const otherwise = no === true ? [] : branch(no);
  if (then.length + otherwise.length === 0) return;
  if (seen !== undefined) code.put(`const ${seen} = new ${code.scope.helper('Evaluated')}();`);
  const verdict = printVerdict(code, condition!, frame, seen);
  if (then.length > 0) code.put(`if (${verdict}) {`, ...then, ...(otherwise.length > 0 ? ['} else {', ...otherwise] : []), '}');
  else code.put(`if (!${verdict}) {`, ...otherwise, '}');
}

/** What an author wrote for those who break the rule: beside the `if`, in it, or in what it demands. */
function noteOf(schema: SchemaObject): string {
  const places = [schema, ...['if', 'then', 'else'].map((name) => schema[name])];
  const notes = ['x-message', '$comment'].flatMap((name) => places.map((place) => (isRecord(place) ? place[name] : undefined)));
  return notes.find((note) => typeof note === 'string') ?? '';
}
