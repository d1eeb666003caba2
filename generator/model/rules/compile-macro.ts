import type { ASTNode } from '@marcbachmann/cel-js';
import type { Compiled, PartCompiler, Surroundings } from './part-compiler.ts';
import type { Macro } from './rule-expression.ts';
import { RuleFault } from './rule-fault.ts';
import { plainShape, type Shape } from './shape.ts';

export const MACROS: readonly Macro[] = ['all', 'exists', 'exists_one', 'filter', 'map'];

export function isMacro(name: string): name is Macro {
  return (MACROS as readonly string[]).includes(name);
}

interface MacroCall {
  readonly macro: Macro;
  readonly of: ASTNode;
  readonly args: readonly [ASTNode, ASTNode];
  readonly node: ASTNode;
}

/** `self.tags.all(t, t.startsWith("a"))`: over the items of a list, or the keys of a map. */
export function compileMacro(compiler: PartCompiler, { macro, of, args, node }: MacroCall, around: Surroundings): Compiled {
  const [nameNode, bodyNode] = args;
  const list = compiler.typed(of, around, ['list', 'map']);
  const overKeys = list.shape.kinds.has('map');
  if (!overKeys && list.shape.items.length > 1 && list.expression.kind !== 'list')
    throw new RuleFault('this list has items of several kinds, each at its place', of.range);
  if (overKeys && (macro === 'filter' || macro === 'map')) throw new RuleFault(`${macro}() is for lists`, node.range);
  if (nameNode.op !== 'id') throw new RuleFault('a macro takes the name of a variable first', nameNode.range);
  const variable = nameNode.args;
  if (around.variables.has(variable))
    throw new RuleFault(`${JSON.stringify(variable)} has a meaning here already`, nameNode.range, 'choose another name');
  const item = overKeys ? plainShape('string') : compiler.shapes.items(list.shape);
  const inside: Surroundings = { ...around, variables: new Map([...around.variables, [variable, item]]) };
  const body = macro === 'map' ? compiler.compile(bodyNode, inside) : compiler.typed(bodyNode, inside, ['bool']);
  const expression = { kind: 'each', macro, of: list.expression, overKeys, variable, body: body.expression } as const;
  return { expression, shape: resultOf(macro, list.shape, body.shape, bodyNode) };
}

function resultOf(macro: Macro, list: Shape, body: Shape, node: ASTNode): Shape {
  if (macro === 'filter') return list;
  if (macro !== 'map') return plainShape('bool');
  const [kind, ...others] = body.kinds;
  const types = { int: 'number', double: 'number', string: 'string', bool: 'boolean' } as const;
  if (kind === undefined || others.length > 0 || !(kind in types)) throw new RuleFault('map() makes a list of plain values', node.range);
  const integers = kind === 'int' ? [{ items: { type: 'integer' } }] : [];
  return { ...plainShape('list'), items: [{ kind: types[kind as keyof typeof types] }], schemas: integers };
}
