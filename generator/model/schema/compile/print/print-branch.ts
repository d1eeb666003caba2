import { isRecord, type JsonSchema } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { ListSink, VerdictSink } from './sink.ts';

/** Whether every value fits, and nothing is noted of it. */
export function decidesNothing(schema: JsonSchema): boolean {
  return schema === true || (isRecord(schema) && Object.keys(schema).every((name) => NOTES.has(name)));
}

const NOTES = new Set(['$comment', 'x-message']);

/** Asks whether a value fits; gives the expression that says so. `seen` notes what was looked at, where it does. */
export function printVerdict(code: FunctionCode, schema: JsonSchema, frame: Frame, seen: string | undefined): string {
  const verdict = code.name('fits');
  const label = code.name('judge');
  const sink = new VerdictSink(verdict, label);
  const body = code.aside(() => code.printSchema(code, schema, { value: frame.value.fork(), sink, seen }));
  if (body.length === 0) return 'true';
  code.put(`let ${verdict} = true;`, `${label}: {`, ...body, '}');
  return verdict;
}

/** What came of a branch. */
export interface Branch {
  /** An expression: whether the value fits. */
  readonly fits: string;
  /** The list of its errors, null where it fits; undefined where nobody asks for them. */
  readonly errors: string | undefined;
}

/** Applies a schema that may fail without the whole failing. */
export function printBranch(code: FunctionCode, schema: JsonSchema, frame: Frame, seen: string | undefined): Branch {
  if (frame.sink.judges) return { fits: printVerdict(code, schema, frame, seen), errors: undefined };
  const errors = code.name('errors');
  const sink = new ListSink(errors, false, code.scope);
  const body = code.aside(() => code.printSchema(code, schema, { value: frame.value.fork(), sink, seen }));
  code.put(`let ${errors} = null;`, ...body);
  return { fits: `${errors} === null`, errors };
}
