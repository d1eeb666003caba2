import type { HookModel } from '../../model/rules/parse-hook.ts';
import { type RefinementsModel, readRefinements } from '../../model/rules/read-refinements.ts';
import type { ActionModel, ValueModel } from '../../model/plugin-model.ts';
import type { SchemaBundle } from '../../model/schema/index.ts';
import { valuesOf } from '../../plan/plan-files.ts';
import { docComment, identifier, literal } from '../code.ts';
import type { EmitContext } from '../emit-context.ts';
import { ownedHeader } from '../header.ts';
import { moduleSpecifier } from '../module-specifier.ts';
import { typeRoots } from '../type-roots.ts';
import { helpersIn } from './print-expression.ts';
import { RulesPrinting } from './print-placed-rules.ts';

/** generated/<action>/rules.ts: what the schemas cannot say. It is for the type checker: a field or an export that is not there is an error in it. */
export function emitRules(action: ActionModel, bundle: SchemaBundle, context: EmitContext): string {
  const types = typeRoots(action);
  const refined = valuesOf(action).flatMap((value) => {
    const refinements = readRefinements(bundle, value.root, value.closed, { typeName: value.typeName, types });
    return refinements.isEmpty ? [] : [{ value, refinements }];
  });
  const printing = new RulesPrinting();
  const roots = refined.map(({ value, refinements }) => printRefinements(value, refinements, printing, action, context));
  const code = [...roots, ...printing.constants].join('\n\n');
  const names = [...new Set([...refined.map(({ value }) => value.typeName), ...printing.types])].map(identifier).join(', ');
  const placed = printing.constants.length > 0 ? ['type PlacedRules'] : [];
  return [
    ownedHeader(),
    `import { ${[...helpersIn(code), ...placed, 'type Refinements'].join(', ')} } from 'actionsmith/codegen/v1';`,
    `import type { ${names} } from ${literal(`./types${context.ending}`)};`,
    '',
    code,
  ].join('\n');
}

/** The constant of rules.ts that holds what is beyond the schema of a value; undefined where there is nothing. */
export function refinementsOf(value: ValueModel, bundle: SchemaBundle): string | undefined {
  return readRefinements(bundle, value.root, value.closed).isEmpty ? undefined : `refine${value.typeName}`;
}

function printRefinements(
  value: ValueModel,
  { rules, hooks }: RefinementsModel,
  printing: RulesPrinting,
  action: ActionModel,
  context: EmitContext,
): string {
  const type = identifier(value.typeName);
  const name = identifier(`refine${value.typeName}`);
  printing.name(rules, name.toString());
  return [
    docComment([`What the schema of ${value.typeName} cannot say: its rules, in CEL in the contract, and the author's own checks.`]),
    `export const ${name}: Refinements<${type}> = {`,
    ...printing.parts(rules).map((part) => `${part},`),
    ...(hooks.length > 0 ? [`hooks: [${hooks.map((hook) => printHook(hook, action, context)).join(', ')}],`] : []),
    '};',
  ].join('\n');
}

function printHook({ file, exportName }: HookModel, action: ActionModel, { out, ending }: EmitContext): string {
  const module = moduleSpecifier(`${out}/${action.folder}/rules`, file, ending);
  return `{ name: ${literal(exportName)}, load: () => import(${module}).then((module) => module.${identifier(exportName)}) }`;
}
