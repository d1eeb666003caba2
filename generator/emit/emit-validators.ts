import type { ActionModel } from '../model/plugin-model.ts';
import type { SchemaBundle } from '../model/schema/index.ts';
import { secretPlaces } from '../model/schema/secret-places.ts';
import { valuesOf } from '../plan/plan-files.ts';
import { ownedHeader } from './header.ts';
import type { EmitContext } from './emit-context.ts';
import { refinementsOf } from './rules/emit-rules.ts';
import { printValidators } from './validators/print-validators.ts';

/** generated/<action>/validators.ts: one validator for each schema of the action, with no schema compiler behind it. */
export function emitValidators(action: ActionModel, bundle: SchemaBundle, { ending }: EmitContext): string {
  const roots = valuesOf(action).map((value) => {
    const { validator, typeName, inputTypeName, root, closed, schema } = value;
    const refinements = refinementsOf(value, bundle);
    return { exportName: validator, typeName, inputTypeName, root, closeRoot: closed, refinements, secrets: secretPlaces(schema) };
  });
  const { code } = printValidators(bundle, roots, {
    typesModule: `./types${ending}`,
    rulesModule: `./rules${ending}`,
    runtimeModule: 'actionsmith/codegen/v1',
  });
  return `${ownedHeader()}\n${code}`;
}
