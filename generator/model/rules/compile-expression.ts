import type { ASTNode } from '@marcbachmann/cel-js';
import { suggest } from '../../../runtime/validation/suggest.ts';
import { checkComparable } from './check-comparable.ts';
import { compileCall } from './compile-call.ts';
import { compileArithmetic } from './compile-arithmetic.ts';
import type { Compiled, PartCompiler, Surroundings } from './part-compiler.ts';
import { knownWhere, pathText } from './rule-expression.ts';
import { RuleFault, textOf } from './rule-fault.ts';
import { kindOfValue, nameKind, plainShape, type Shape, type ShapeKind, type Shapes } from './shape.ts';

/** Also the number of terms that && can join. */
const DEEPEST = 200;

/** Compiles the parts of a rule, each with what is known at its place. */
export class ExpressionCompiler implements PartCompiler {
  readonly shapes: Shapes;
  #depth = 0;

  constructor(shapes: Shapes) {
    this.shapes = shapes;
  }

  compile(node: ASTNode, around: Surroundings): Compiled {
    if (this.#depth >= DEEPEST) throw new RuleFault(`it is nested more than ${DEEPEST} levels deep`, undefined, 'make several rules of it');
    this.#depth++;
    try {
      return this.#compile(node, around);
    } finally {
      this.#depth--;
    }
  }

  #compile(node: ASTNode, around: Surroundings): Compiled {
    switch (node.op) {
      case 'value':
        return literalOf(node.args, node);
      case 'id':
        return this.#name(node.args, node, around);
      case '.':
        return this.#field(node, around);
      case '!_':
        return { expression: { kind: 'not', of: this.typed(node.args, around, ['bool']).expression }, shape: plainShape('bool') };
      case '&&':
      case '||':
        return this.#logic(node.op, node.args, around);
      case '?:':
        return this.#choice(node.args, node, around);
      case '==':
      case '!=':
        return this.#equality(node.op, node.args, node, around);
      case 'in':
        return this.#membership(node.args, node, around);
      case 'list':
        return this.#list(node.args, around);
      case 'call':
      case 'rcall':
        return compileCall(this, node, around);
      case '-_':
      case '<':
      case '<=':
      case '>':
      case '>=':
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        return compileArithmetic(this, node, around);
      case '[]':
        throw new RuleFault(
          'an index may lie outside of the list or map',
          node.range,
          'use a macro: self.items.all(x, …) or .exists(x, …)',
        );
      default:
        throw new RuleFault(`${textOf(node)} is a part of CEL that rules do not have`, node.range);
    }
  }

  /** A part that must be of one of some kinds, and of one of them only. */
  typed(node: ASTNode, around: Surroundings, kinds: readonly ShapeKind[]): Compiled {
    const compiled = this.compile(node, around);
    const [kind, ...others] = compiled.shape.kinds;
    if (kind !== undefined && others.length === 0 && kinds.includes(kind)) return compiled;
    const found = [...compiled.shape.kinds];
    const nullable = found.includes('null') && found.length === 2 && found.some((one) => kinds.includes(one));
    if (nullable) throw new RuleFault(`${textOf(node)} may be null`, node.range, `write ${textOf(node)} != null && …`);
    throw new RuleFault(
      `${textOf(node)} is ${found.map(nameKind).join(' or ')}, and must be ${kinds.map(nameKind).join(' or ')} here`,
      node.range,
    );
  }

  #name(name: string, node: ASTNode, { variables, known }: Surroundings): Compiled {
    const shape = variables.get(name);
    const isSome = known.includes(`some ${name}`);
    if (shape !== undefined) return { expression: { kind: 'name', name, sure: isSome }, shape: without(shape, isSome) };
    const near =
      variables.get('self') && this.shapes.fieldNames(variables.get('self')!).includes(name)
        ? `self.${name}`
        : suggest(name, variables.keys());
    throw new RuleFault(`there is no ${JSON.stringify(name)} here`, node.range, near && `did you mean "${near}"?`);
  }

  #field(node: ASTNode & { op: '.' }, around: Surroundings): Compiled {
    const [ofNode, name] = node.args;
    const of = this.typed(ofNode, around, ['map']);
    const found = this.findField(of.shape, name, node);
    const path = pathText({ kind: 'field', of: of.expression, name, sure: true });
    const isThere = found.required || around.known.includes(`has ${path}`);
    if (!isThere) throw new RuleFault(`${textOf(node)} may be absent`, node.range, `write has(${textOf(node)}) && …`);
    const isSome = around.known.includes(`some ${path}`);
    return { expression: { kind: 'field', of: of.expression, name, sure: !found.required || isSome }, shape: without(found.shape, isSome) };
  }

  findField(shape: Shape, name: string, node: ASTNode): { shape: Shape; required: boolean } {
    const found = name === '__proto__' ? undefined : this.shapes.field(shape, name);
    if (found !== undefined) return found;
    const near = suggest(name, this.shapes.fieldNames(shape));
    throw new RuleFault(
      `the schema declares no field ${JSON.stringify(name)} here`,
      node.range,
      near && `did you mean ${JSON.stringify(near)}?`,
    );
  }

  #logic(operator: '&&' | '||', [leftNode, rightNode]: readonly [ASTNode, ASTNode], around: Surroundings): Compiled {
    const left = this.typed(leftNode, around, ['bool']).expression;
    const right = this.typed(rightNode, learn(around, knownWhere(left, operator === '&&')), ['bool']).expression;
    return { expression: { kind: 'binary', operator, left, right }, shape: plainShape('bool') };
  }

  #choice([testNode, yesNode, noNode]: readonly [ASTNode, ASTNode, ASTNode], node: ASTNode, around: Surroundings): Compiled {
    const test = this.typed(testNode, around, ['bool']).expression;
    const yes = this.compile(yesNode, learn(around, knownWhere(test, true)));
    const no = this.compile(noNode, learn(around, knownWhere(test, false)));
    const [kind] = yes.shape.kinds;
    const isOne = yes.shape.kinds.size === 1 && no.shape.kinds.size === 1 && no.shape.kinds.has(kind!);
    if (!isOne || kind === 'map' || kind === 'list' || kind === 'unknown')
      throw new RuleFault('both sides of ?: must be of the same simple kind', node.range);
    return { expression: { kind: 'choice', test, yes: yes.expression, no: no.expression }, shape: plainShape(kind!) };
  }

  #equality(operator: '==' | '!=', [leftNode, rightNode]: readonly [ASTNode, ASTNode], node: ASTNode, around: Surroundings): Compiled {
    const left = this.compile(leftNode, around);
    const right = this.compile(rightNode, around);
    checkComparable(left.shape, right.shape, textOf(leftNode), node.range);
    return { expression: { kind: 'binary', operator, left: left.expression, right: right.expression }, shape: plainShape('bool') };
  }

  #membership([valueNode, ofNode]: readonly [ASTNode, ASTNode], node: ASTNode, around: Surroundings): Compiled {
    const of = this.typed(ofNode, around, ['list', 'map']);
    const value = of.shape.kinds.has('map') ? this.typed(valueNode, around, ['string']) : this.compile(valueNode, around);
    if (ofNode.op === 'list')
      for (const item of ofNode.args) checkComparable(value.shape, this.compile(item, around).shape, textOf(valueNode), item.range);
    else if (of.shape.kinds.has('list')) checkComparable(value.shape, this.shapes.items(of.shape), textOf(valueNode), node.range);
    return { expression: { kind: 'binary', operator: 'in', left: value.expression, right: of.expression }, shape: plainShape('bool') };
  }

  #list(nodes: readonly ASTNode[], around: Surroundings): Compiled {
    const items = nodes.map((node) => this.compile(node, around));
    const bad = nodes.find((node) => node.op !== 'value');
    if (bad !== undefined) throw new RuleFault('a list in a rule holds plain values only', bad.range);
    const types = items.map(
      ({ expression }) => ({ kind: 'literal', value: expression.kind === 'literal' ? expression.value : null }) as const,
    );
    return { expression: { kind: 'list', items: items.map((item) => item.expression) }, shape: { ...plainShape('list'), items: types } };
  }
}

function learn(around: Surroundings, known: readonly string[]): Surroundings {
  return known.length === 0 ? around : { ...around, known: [...around.known, ...known] };
}

function without(shape: Shape, isSome: boolean): Shape {
  return isSome ? { ...shape, kinds: new Set([...shape.kinds].filter((kind) => kind !== 'null')) } : shape;
}

function literalOf(value: unknown, node: ASTNode): Compiled {
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RuleFault(`${textOf(node)} is more than a number of JSON can hold exactly`, node.range);
    return { expression: { kind: 'literal', value: number }, shape: { ...plainShape('int'), values: [number] } };
  }
  if (typeof value === 'number') return { expression: { kind: 'literal', value }, shape: { ...plainShape('double'), values: [value] } };
  if (typeof value === 'string' || typeof value === 'boolean' || value === null)
    return { expression: { kind: 'literal', value }, shape: { ...plainShape(kindOfValue(value)), values: [value] } };
  throw new RuleFault(`${textOf(node)} is no value of JSON`, node.range);
}
