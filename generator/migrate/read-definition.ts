import { type Expression, Node, type ObjectLiteralElementLike } from 'ts-morph';
import { refuse } from './refuse.ts';

const FIELDS = ['name', 'description', 'category', 'params', 'result'] as const;

export type DefinitionField = (typeof FIELDS)[number];

export interface DefinedField {
  /** As it was written. */
  readonly value: Expression;
  readonly property: ObjectLiteralElementLike;
}

export type Definition = Readonly<Partial<Record<DefinitionField, DefinedField>>>;

/** What `defineAction` is told about the function. Refuses what is not written out. */
export function readDefinition(argument: Node | undefined): Definition {
  if (argument === undefined || !Node.isObjectLiteralExpression(argument))
    return refuse('its definition is not written out as an object', argument ?? unknownPlace());
  const fields: Partial<Record<DefinitionField, DefinedField>> = {};
  for (const property of argument.getProperties()) {
    if (Node.isSpreadAssignment(property)) refuse(`its definition takes over others by ${property.getText()}`, property);
    if (!Node.isPropertyAssignment(property) && !Node.isShorthandPropertyAssignment(property))
      refuse('its definition holds code', property);
    const name = property.getName().replace(/^(['"])(.*)\1$/, '$2');
    if (!isField(name)) refuse(`its definition says ${name}, which a class has no place for`, property);
    const value = Node.isShorthandPropertyAssignment(property) ? property.getNameNode() : property.getInitializerOrThrow();
    fields[name] = { value, property };
  }
  return fields;
}

function isField(name: string): name is DefinitionField {
  return (FIELDS as readonly string[]).includes(name);
}

function unknownPlace(): never {
  throw new Error('a call of defineAction without arguments does not compile');
}
