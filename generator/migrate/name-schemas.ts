import { type Expression, Node, SyntaxKind } from 'ts-morph';
import { pascalCase } from '../names.ts';
import type { FunctionAction } from './find-functions.ts';
import type { Definition } from './read-definition.ts';
import { refuse } from './refuse.ts';

/** What a class says of a schema: a name, so that its type can be taken. */
export interface NamedSchema {
  readonly text: string;
  /** The statement that gives it the name, where the author wrote the schema into the call. */
  readonly hoisted: string | undefined;
}

/** The schema as a name: its own, or one that is made of the action's. */
export function nameSchema(
  definition: Definition,
  field: 'params' | 'result',
  { action, className }: { readonly action: FunctionAction; readonly className: string },
): NamedSchema | undefined {
  const schema = definition[field]?.value;
  if (schema === undefined) return undefined;
  if (hasName(schema)) return { text: schema.getText(), hoisted: undefined };
  const file = action.call.getSourceFile();
  if (file.getProject().getCompilerOptions().isolatedDeclarations === true)
    return refuse('its schema has no name, and isolatedDeclarations asks for a type: make it a const first', schema);
  const name = className.replace(/Action$/, '') + pascalCase(field);
  const isTaken = file.getDescendantsOfKind(SyntaxKind.Identifier).some((node) => node.getText() === name);
  if (isTaken) return refuse(`its schema has no name, and ${name} is taken: make it a const first`, schema);
  return { text: name, hoisted: `const ${name} = ${schema.getText()};` };
}

function hasName(schema: Expression): boolean {
  return Node.isIdentifier(schema) || (Node.isPropertyAccessExpression(schema) && hasName(schema.getExpression()));
}
