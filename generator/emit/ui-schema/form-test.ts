/** When an item is there: what a schema's `if`, `dependentSchemas` or `oneOf` asks of other fields, as an expression of FormKit. */
export type FormTest =
  | { readonly kind: 'all' | 'any'; readonly tests: readonly FormTest[] }
  | { readonly kind: 'compare'; readonly id: FieldId; readonly operator: Operator; readonly value: string | number | boolean }
  | { readonly kind: 'given' | 'missing'; readonly id: FieldId };

export type Operator = '===' | '!==' | '<' | '<=' | '>' | '>=';

/** Text, and the variables that count the items of the lists around a field. */
export type FieldId = readonly (string | { readonly index: string })[];

const OPPOSITE: Readonly<Record<Operator, Operator>> = { '===': '!==', '!==': '===', '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

export function negate(test: FormTest): FormTest {
  switch (test.kind) {
    case 'all':
    case 'any':
      return { kind: test.kind === 'all' ? 'any' : 'all', tests: test.tests.map(negate) };
    case 'compare':
      return { ...test, operator: OPPOSITE[test.operator] };
    case 'given':
    case 'missing':
      return { ...test, kind: test.kind === 'given' ? 'missing' : 'given' };
  }
}

export function printTest(test: FormTest): string {
  switch (test.kind) {
    case 'all':
    case 'any': {
      if (test.tests.length === 1) return printTest(test.tests[0]!);
      return test.tests.map((inner) => `(${printTest(inner)})`).join(test.kind === 'all' ? ' && ' : ' || ');
    }
    case 'compare':
      return `${valueOf(test.id)} ${test.operator} ${printScalar(test.value)}`;
    case 'given': // loosely: a field that is not on the page is null
      return `(${valueOf(test.id)} != undefined) && (${valueOf(test.id)} !== "")`;
    case 'missing':
      return `(${valueOf(test.id)} == undefined) || (${valueOf(test.id)} === "")`;
  }
}

/** Whether a value can be written in an expression: FormKit's language has no null, and quotes only. */
export function isWritable(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return !/[\\\p{C}]/u.test(value) && !(value.includes('"') && value.includes("'"));
  return typeof value === 'boolean' || (typeof value === 'number' && /^-?\d+(\.\d+)?$/.test(String(value)));
}

/** The id as the value of an input's `id`. */
export function printId(id: FieldId): string {
  return id.every((part) => typeof part === 'string') ? id.join('') : `$: ${idExpression(id)}`;
}

/** What a field holds, as an expression. */
export function valueOf(id: FieldId): string {
  return `$get(${idExpression(id)}).value`;
}

function idExpression(id: FieldId): string {
  const joined: (string | { readonly index: string })[] = [];
  for (const part of id) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined.map((part) => (typeof part === 'string' ? `"${part}"` : `$${part.index}`)).join(' + ');
}

function printScalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
