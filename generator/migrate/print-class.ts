import { Node } from 'ts-morph';
import { type ActionTypes, describeTypes, printGenerics } from './describe-types.ts';
import type { FunctionAction } from './find-functions.ts';
import { indentationUnit } from './indent-lines.ts';
import { listRemarks } from './list-remarks.ts';
import { type NamedSchema, nameSchema } from './name-schemas.ts';
import type { FunctionCode } from './read-code.ts';
import type { Definition } from './read-definition.ts';
import { rewriteBody } from './rewrite-body.ts';
import type { TextEdit } from './text-edit.ts';

export interface ClassParts {
  readonly action: FunctionAction;
  readonly definition: Definition;
  /** Undefined where the call only names the function. */
  readonly code: FunctionCode | undefined;
  readonly className: string;
  /** What BaseAction is called in the file. */
  readonly base: string;
  /** What the action is called where its definition has no name; undefined where its contract names it. */
  readonly actionName: string | undefined;
  /** Edits for other reasons, of which some may be in the body. */
  readonly edits: readonly TextEdit[];
}

export interface PrintedClass {
  readonly text: string;
  /** Statements that have to stand before it. */
  readonly hoisted: readonly string[];
  /** What the text needs from the toolkit. */
  readonly types: readonly string[];
}

/** How the file is written. */
interface Style {
  readonly isTyped: boolean;
  /** isolatedDeclarations: what a class shows has its type written out. */
  readonly isExplicit: boolean;
  readonly unit: string;
}

/** The class that does what the function did. Guide: Migration Guide, Function to Class-Based Actions. */
export function printClass(parts: ClassParts): PrintedClass {
  const { action, definition, code, className, base } = parts;
  const file = action.call.getSourceFile();
  const source = file.getFullText();
  const isTyped = !/\.[cm]?jsx?$/.test(file.getFilePath());
  const isExplicit = isTyped && file.getProject().getCompilerOptions().isolatedDeclarations === true;
  const style = { isTyped, isExplicit, unit: indentationUnit(source) };
  const params = nameSchema(definition, 'params', { action, className });
  const result = nameSchema(definition, 'result', { action, className });
  const types = isTyped ? describeTypes({ action, code, params, result }) : undefined;
  const generics = types === undefined ? '' : printGenerics(types);
  const members = listMembers(parts, { params, result }, style);
  const lines = [
    ...listRemarks(action, definition, code),
    `${exportWord(action)}class ${className} extends ${base}${generics} {`,
    ...members,
    ...(members.length === 0 ? [] : ['']),
    ...printExecute(parts, types, style),
    '}',
  ];
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  return {
    text: lines.join('\n').replaceAll(/\r?\n/g, newline),
    hoisted: [params, result].flatMap((schema) => schema?.hoisted ?? []),
    types: generics.includes('InferOutput<') ? ['InferOutput'] : [],
  };
}

function exportWord({ declaration, statement }: FunctionAction): string {
  if (declaration === undefined) return 'export default ';
  return Node.isVariableStatement(statement) && statement.isExported() ? 'export ' : '';
}

interface Schemas {
  readonly params: NamedSchema | undefined;
  readonly result: NamedSchema | undefined;
}

function listMembers({ definition, actionName }: ClassParts, { params, result }: Schemas, style: Style): string[] {
  const category = definition.category?.value.getText();
  return [
    member('actionName', definition.name?.value.getText() ?? (actionName && `'${actionName}'`), 'string', style),
    member('description', definition.description?.value.getText(), 'string', style),
    member('category', category, `typeof ${category}`, style),
    member('paramsModel', params?.text, `typeof ${params?.text}`, style),
    member('resultModel', result?.text, `typeof ${result?.text}`, style),
  ].flat();
}

function member(name: string, value: string | undefined, type: string, { isTyped, isExplicit, unit }: Style): string[] {
  if (value === undefined) return [];
  const modifiers = !isTyped ? 'static' : name === 'description' ? 'static readonly' : 'static override readonly';
  const isLiteral = /^['"]/.test(value);
  return [`${unit}${modifiers} ${name}${isExplicit ? `: ${isLiteral ? 'string' : type}` : ''} = ${value};`];
}

function printExecute({ action, code, edits }: ClassParts, types: ActionTypes | undefined, { isTyped, unit }: Style): string[] {
  const modifiers = `${isTyped ? 'override ' : ''}${code?.isAsync() === true ? 'async ' : ''}`;
  const body =
    code === undefined
      ? [`${unit}${unit}return ${action.call.getArguments()[1]!.getText()}(this.params, this.ctx);`]
      : rewriteBody(code, unit + unit, edits);
  return [`${unit}${modifiers}execute()${types === undefined ? '' : `: ${types.returned}`} {`, ...body, `${unit}}`];
}
