import type { ASTNode } from '@marcbachmann/cel-js';
import { suggest } from '../../../runtime/validation/suggest.ts';
import type { Compiled, PartCompiler, Surroundings } from './part-compiler.ts';
import { judgePattern } from '../schema/check/judge-pattern.ts';
import { compileMacro, isMacro, MACROS } from './compile-macro.ts';
import { RuleFault, textOf } from './rule-fault.ts';
import { plainShape } from './shape.ts';

type CallNode = ASTNode & { readonly op: 'call' | 'rcall' };

const FUNCTIONS = ['has', 'size', 'int', 'double'];
const METHODS = ['size', 'startsWith', 'endsWith', 'contains', 'matches', ...MACROS];

/** Calls: functions, methods of texts, and macros. */
export function compileCall(compiler: PartCompiler, node: CallNode, around: Surroundings): Compiled {
  if (node.op === 'call') return compileFunction(compiler, node, around);
  const [name, of, args] = node.args;
  const [first] = args;
  if (isMacro(name) && args.length === 2) return compileMacro(compiler, { macro: name, of, args: [args[0]!, args[1]!], node }, around);
  if (name === 'size' && args.length === 0) return sizeOf(compiler, of, around);
  if (name === 'matches' && first !== undefined && args.length === 1) return matches(compiler, of, first, around);
  if ((name === 'startsWith' || name === 'endsWith' || name === 'contains') && first !== undefined && args.length === 1) {
    const text = compiler.typed(of, around, ['string']).expression;
    return {
      expression: { kind: 'text', test: name, of: text, by: compiler.typed(first, around, ['string']).expression },
      shape: plainShape('bool'),
    };
  }
  throw unknownCall(name, METHODS, node);
}

function compileFunction(compiler: PartCompiler, node: CallNode & { readonly op: 'call' }, around: Surroundings): Compiled {
  const [name, args] = node.args;
  const [first] = args;
  if (first === undefined || args.length !== 1) throw unknownCall(name, FUNCTIONS, node);
  switch (name) {
    case 'has':
      return compileHas(compiler, first, around);
    case 'size':
      return sizeOf(compiler, first, around);
    case 'double':
      return { ...compiler.typed(first, around, ['int', 'double']), shape: plainShape('double') };
    case 'int': {
      const { expression, shape } = compiler.typed(first, around, ['int', 'double']);
      return { expression: shape.kinds.has('int') ? expression : { kind: 'truncate', of: expression }, shape: plainShape('int') };
    }
    default:
      throw unknownCall(name, FUNCTIONS, node);
  }
}

function compileHas(compiler: PartCompiler, node: ASTNode, around: Surroundings): Compiled {
  if (node.op !== '.') throw new RuleFault('has() takes a field, like has(self.name)', node.range);
  const [ofNode, name] = node.args;
  const of = compiler.typed(ofNode, around, ['map']);
  compiler.findField(of.shape, name, node);
  return { expression: { kind: 'has', of: of.expression, name }, shape: plainShape('bool') };
}

function sizeOf(compiler: PartCompiler, node: ASTNode, around: Surroundings): Compiled {
  return { expression: { kind: 'size', of: compiler.typed(node, around, ['string', 'list', 'map']).expression }, shape: plainShape('int') };
}

/** CEL has the regular expressions of RE2: what JavaScript knows beyond them is refused, so that the rule means the same everywhere. */
function matches(compiler: PartCompiler, of: ASTNode, by: ASTNode, around: Surroundings): Compiled {
  const text = compiler.typed(of, around, ['string']).expression;
  const pattern = compiler.compile(by, around).expression;
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string')
    throw new RuleFault('matches() takes a pattern that is written out', by.range);
  if (/\(\?(?!:)|\\[1-9kpPbBzAQCG]/.test(pattern.value))
    throw new RuleFault(`the pattern ${textOf(by)} does not mean the same in every CEL`, by.range);
  if (!isPattern(pattern.value)) throw new RuleFault(`${textOf(by)} is not a regular expression`, by.range);
  if (judgePattern(pattern.value) !== undefined)
    throw new RuleFault(
      `the pattern ${textOf(by)} can take very long for some texts`,
      by.range,
      'say it without repetition in a repetition',
    );
  return { expression: { kind: 'matches', of: text, pattern: pattern.value }, shape: plainShape('bool') };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function unknownCall(name: string, names: readonly string[], node: ASTNode): RuleFault {
  const near = suggest(name, names);
  return new RuleFault(
    `rules have no ${name}() like this`,
    node.range,
    near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}()?`,
  );
}
