import type { HookModel } from '../../model/rules/parse-hook.ts';
import { type RefinementsModel, readRefinements, type RuleModel } from '../../model/rules/read-refinements.ts';
import type { ActionModel, ValueModel } from '../../model/plugin-model.ts';
import type { SchemaBundle } from '../../model/schema/index.ts';
import { valuesOf } from '../../plan/plan-files.ts';
import { docComment, identifier, literal } from '../code.ts';
import type { EmitContext } from '../emit-context.ts';
import { ownedHeader } from '../header.ts';
import { moduleSpecifier } from '../module-specifier.ts';
import { helpersIn, printExpression } from './print-expression.ts';

/** generated/<action>/rules.ts: what the schemas cannot say. It is for the type checker: a field or an export that is not there is an error in it. */
export function emitRules(action: ActionModel, bundle: SchemaBundle, context: EmitContext): string {
  const refined = valuesOf(action).flatMap((value) => {
    const refinements = readRefinements(bundle, value.root, value.closed);
    return isEmpty(refinements) ? [] : [{ value, refinements }];
  });
  const code = refined.map(({ value, refinements }) => printRefinements(value, refinements, action, context)).join('\n\n');
  const types = refined.map(({ value }) => identifier(value.typeName)).join(', ');
  return [
    ownedHeader(),
    `import { ${[...helpersIn(code), 'type Refinements'].join(', ')} } from 'actionsmith/codegen/v1';`,
    `import type { ${types} } from ${literal(`./types${context.ending}`)};`,
    '',
    code,
  ].join('\n');
}

/** The constant of rules.ts that holds what is beyond the schema of a value; undefined where there is nothing. */
export function refinementsOf(value: ValueModel, bundle: SchemaBundle): string | undefined {
  return isEmpty(readRefinements(bundle, value.root, value.closed)) ? undefined : `refine${value.typeName}`;
}

function isEmpty({ rules, hooks }: RefinementsModel): boolean {
  return rules.length === 0 && hooks.length === 0;
}

function printRefinements(value: ValueModel, { rules, hooks }: RefinementsModel, action: ActionModel, context: EmitContext): string {
  const type = identifier(value.typeName);
  return [
    docComment([`What the schema of ${value.typeName} cannot say: its rules, in CEL in the contract, and the author's own checks.`]),
    `export const ${identifier(`refine${value.typeName}`)}: Refinements<${type}> = {`,
    ...(rules.length > 0 ? [`rules: [${rules.map(printRule).join(', ')}],`] : []),
    ...(hooks.length > 0 ? [`hooks: [${hooks.map((hook) => printHook(hook, action, context)).join(', ')}],`] : []),
    '};',
  ].join('\n');
}

function printRule({ text, expression, message, hint, at }: RuleModel): string {
  const code = printExpression(expression);
  return (
    [
      `{ rule: ${literal(text)}`,
      `holds: (${/\bself\b/.test(code) ? 'self' : ''}) => ${code}`,
      `message: ${literal(message)}`,
      ...(hint === undefined ? [] : [`hint: ${literal(hint)}`]),
      ...(at.length === 0 ? [] : [`at: ${literal(at)}`]),
    ].join(', ') + ' }'
  );
}

function printHook({ file, exportName }: HookModel, action: ActionModel, { out, ending }: EmitContext): string {
  const module = moduleSpecifier(`${out}/${action.folder}/rules`, file, ending);
  return `{ name: ${literal(exportName)}, load: () => import(${module}).then((module) => module.${identifier(exportName)}) }`;
}
