import { Node } from 'ts-morph';
import type { FunctionAction } from './find-functions.ts';
import type { NamedSchema } from './name-schemas.ts';
import { describeResult, type FunctionCode, givesPromise } from './read-code.ts';

export interface ActionTypes {
  readonly params: string;
  readonly result: string;
  /** Of execute(). */
  readonly returned: string;
}

export interface TypeSources {
  readonly action: FunctionAction;
  readonly code: FunctionCode | undefined;
  readonly params: NamedSchema | undefined;
  readonly result: NamedSchema | undefined;
}

/** What the author wrote down counts first, then the schemas, then what the compiler finds. */
export function describeTypes({ action, code, params, result }: TypeSources): ActionTypes {
  const given = action.call.getTypeArguments().map((type) => type.getText());
  const annotated = annotation(action);
  const byAuthor = code?.getReturnTypeNode()?.getText();
  const called = code === undefined ? action.call.getArguments()[1]!.getText() : undefined;
  const written = given[1] ?? given[0] ?? annotated[1] ?? annotated[0] ?? code?.getParameters()[0]?.getTypeNode()?.getText();
  const types = {
    params: written ?? inferred(params) ?? (called === undefined ? 'unknown' : `Parameters<typeof ${called}>[0]`),
    result: given[2] ?? annotated[2] ?? settled(byAuthor) ?? inferred(result) ?? foundResult(code, called),
  };
  if (called !== undefined) return { ...types, returned: `ReturnType<typeof ${called}>` };
  return { ...types, returned: byAuthor ?? (givesPromise(code!) ? `Promise<${types.result}>` : types.result) };
}

/** `<Params, Result>`, without what BaseAction says itself. */
export function printGenerics({ params, result }: ActionTypes): string {
  if (result !== 'unknown') return `<${params}, ${result}>`;
  return params === 'unknown' ? '' : `<${params}>`;
}

/** `const convert: DefinedAction<Input, Params, Result> = …` */
function annotation({ declaration }: FunctionAction): string[] {
  const type = declaration?.getTypeNode();
  return Node.isTypeReference(type) ? type.getTypeArguments().map((argument) => argument.getText()) : [];
}

function inferred(schema: NamedSchema | undefined): string | undefined {
  return schema === undefined || schema.text === 'NoResult' ? undefined : `InferOutput<typeof ${schema.text}>`;
}

function foundResult(code: FunctionCode | undefined, called: string | undefined): string {
  return code === undefined ? `Awaited<ReturnType<typeof ${called}>>` : (describeResult(code) ?? 'unknown');
}

/** `Promise<X>` → `X` */
function settled(type: string | undefined): string | undefined {
  if (type === undefined) return undefined;
  const [, inner] = /^Promise<(.*)>$/s.exec(type) ?? [];
  return inner ?? (type.includes('Promise') ? `Awaited<${type}>` : type);
}
