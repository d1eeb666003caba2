import type { ObjectNode, TupleNode, TypeNode } from '../../model/types/type-node.ts';
import { unite } from '../../model/types/unite.ts';
import { docComment, identifier, literal, propertyKey } from '../code.ts';

/** What stands around a type decides about parentheses. */
type Position = 'alone' | 'in union' | 'in intersection' | 'before brackets';

const WIDEST = 100;
const EMPTY_OBJECT = '{ [key: string]: never }'; // not Record: a definition may be called so

export function printType(type: TypeNode, indent = '', position: Position = 'alone'): string {
  switch (type.kind) {
    case 'literal':
      return literalType(type.value);
    case 'reference':
      return identifier(type.name).toString();
    case 'array':
      return `${printType(type.items, indent, 'before brackets')}[]`;
    case 'tuple':
      return printTuple(type, indent);
    case 'intersection':
      return inParentheses(
        type.of.map((member) => printType(member, indent, 'in intersection')).join(' & '),
        position === 'before brackets',
      );
    case 'union':
      return printUnion(type.of, indent, position);
    case 'object':
      return printObject(type, indent);
    default:
      return type.kind;
  }
}

export function printObject(type: ObjectNode, indent: string): string {
  if (type.properties.length === 0 && type.index === null) return EMPTY_OBJECT;
  const inner = `${indent}  `;
  const lines = type.properties.map((property) => {
    const text = printType(property.type, inner);
    const optional = property.required ? '' : '?';
    return `${printDocs(property.docs, inner)}${inner}${propertyKey(property.name)}${optional}:${text.startsWith('\n') ? '' : ' '}${text};\n`;
  });
  if (type.index !== null) lines.push(`${inner}[key: string]: ${printIndex(type, type.index, inner)};\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** The comment on the lines before what it describes. */
export function printDocs(docs: readonly string[], indent = ''): string {
  const comment = docComment(docs, indent).toString();
  return comment === '' ? '' : `${comment}\n`;
}

/** An index signature must be as wide as every declared property (TS2411). */
function printIndex(type: ObjectNode, index: TypeNode, indent: string): string {
  const widest = unite([index, ...type.properties.map((property) => property.type)]);
  const optional = widest.kind !== 'unknown' && type.properties.some((property) => !property.required);
  return printType(widest, indent, 'in union') + (optional ? ' | undefined' : '');
}

function printUnion(members: readonly TypeNode[], indent: string, position: Position): string {
  const alone = position === 'alone';
  const parts = members.map((member) => printType(member, alone ? `${indent}  ` : indent, 'in union'));
  const line = parts.join(' | ');
  if (alone && (line.length > WIDEST || line.includes('\n'))) return parts.map((part) => `\n${indent}  | ${part}`).join('');
  return inParentheses(line, position === 'in intersection' || position === 'before brackets');
}

function printTuple(type: TupleNode, indent: string): string {
  const items = type.items.map((item, at) =>
    at < type.required ? printType(item, indent, 'in union') : `${printType(item, indent, 'before brackets')}?`,
  );
  if (type.rest.kind !== 'never') items.push(`...${printType(type.rest, indent, 'before brackets')}[]`);
  return `[${items.join(', ')}]`;
}

function literalType(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalType).join(', ')}]`;
  if (value === null || typeof value !== 'object') return literal(value).toString();
  const entries = Object.entries(value).map(([key, item]) => `${propertyKey(key)}: ${literalType(item)}`);
  return entries.length === 0 ? EMPTY_OBJECT : `{ ${entries.join('; ')} }`;
}

function inParentheses(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}
