import { printLiteral } from '../../../../print-literal.ts';
import type { SchemaObject } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';

/** Up to as many choices are compared one by one. */
const MOST_COMPARED = 8;

/** `const` and `enum`. */
export function printChoices(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  if ('const' in schema) {
    const { const: choice } = schema;
    code.failIf(`!(${isChoice(code, frame, choice)})`, frame, 'const', `{ allowedValue: ${printLiteral(choice)} }`);
  }
  const { enum: choices } = schema;
  if (!Array.isArray(choices)) return;
  const plain = (choices as unknown[]).filter(isPlain);
  const inSet = plain.length > MOST_COMPARED;
  const compared = (choices as unknown[]).filter((choice) => !inSet || !isPlain(choice)).map((choice) => isChoice(code, frame, choice));
  if (inSet) compared.unshift(`${code.scope.set('choices', plain)}.has(${frame.value.name})`);
  code.failIf(`!(${compared.join(' || ')})`, frame, 'enum', `{ allowedValues: ${code.scope.list('values', choices)} }`);
}

function isChoice({ scope }: FunctionCode, { value }: Frame, choice: unknown): string {
  if (isPlain(choice)) return `${value.name} === ${printLiteral(choice)}`;
  return `${scope.helper('equal')}(${value.name}, ${scope.constant('constant', printLiteral(choice))})`;
}

/** Compared by `===`. */
function isPlain(choice: unknown): boolean {
  return choice === null || typeof choice !== 'object';
}
