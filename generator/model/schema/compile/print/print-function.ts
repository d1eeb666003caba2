import { OWN } from '../marks.ts';
import { isRecord } from '../../json-schema.ts';
import { isRootName } from '../prepare-definitions.ts';
import { FunctionCode } from './function-code.ts';
import type { ModuleScope } from './module-scope.ts';
import { PathCode } from './path-code.ts';
import { printSchema } from './print-schema.ts';
import { ListSink } from './sink.ts';
import { ValueCode } from './value-code.ts';

/**
 * A definition as a function `(value, path, all) => errors | null`. Where not `all` errors are asked for, it ends at the first one. A root that fills
 * in defaults puts its copy of the value in the place of it, `parent[key]`; all others are called with a copy.
 */
export function printFunction(name: string, scope: ModuleScope): string[] {
  const schema = scope.definitions[name]!;
  const code = new FunctionCode(scope, printSchema);
  const value = new ValueCode('data', new PathCode('path'), { slot: 'parent[key]' });
  const fills = isRecord(schema) && OWN in schema;
  value.owned = fills && !isRootName(name);
  code.printSchema(code, schema, { value, sink: new ListSink('errors', true, scope), seen: scope.evaluates ? 'seen' : undefined });
  const place = scope.evaluates || (fills && isRootName(name)) ? ', parent, key' : '';
  const seen = scope.evaluates ? `, seen = new ${scope.helper('Evaluated')}()` : '';
  if (code.lines.length === 0) return [`function ${scope.functionOf(name)}() {`, 'return null;', '}'];
  const calls = code.lines.some((line) => line.includes('(found = ')) ? ['let found;'] : [];
  return [
    `function ${scope.functionOf(name)}(data, path, all${place}${seen}) {`,
    ...calls,
    'let errors = null;',
    ...code.lines,
    'return errors;',
    '}',
  ];
}
